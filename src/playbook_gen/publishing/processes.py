"""Whether a process still runs: its number may be another's by now, its number and start time not."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_UNKNOWN = "unknown"


def started(pid: int) -> str | None:
    """When process ``pid`` started, as an opaque word; ``None`` where no such process runs.

    Where the system does not tell, every running process gives the same word.
    """
    if sys.platform == "win32":
        return _started_on_windows(pid)
    if Path("/proc/self/stat").exists():
        return _started_on_linux(pid)
    return _UNKNOWN if _answers(pid) else None


def _started_on_linux(pid: int) -> str | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The second field is a name that may hold spaces and brackets; all fields after it are plain.
    fields = text.rpartition(")")[2].split()
    if fields[0] == "Z":
        return None
    boot = Path("/proc/sys/kernel/random/boot_id")
    return f"{boot.read_text(encoding='ascii').strip() if boot.exists() else ''}:{fields[19]}"


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


if sys.platform == "win32":

    def _started_on_windows(pid: int) -> str | None:
        # os.kill(pid, 0) is no question on Windows: it sends Ctrl-C.
        query_limited_information, still_active = 0x1000, 259
        kernel = ctypes.windll.kernel32
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = ctypes.c_void_p(kernel.OpenProcess(query_limited_information, 0, pid))
        if not handle:
            return None
        try:
            code, times = ctypes.c_ulong(), [ctypes.c_ulonglong() for _ in range(4)]
            kernel.GetExitCodeProcess(handle, ctypes.byref(code))
            kernel.GetProcessTimes(handle, *(ctypes.byref(time) for time in times))
            return str(times[0].value) if code.value == still_active else None
        finally:
            kernel.CloseHandle(handle)
