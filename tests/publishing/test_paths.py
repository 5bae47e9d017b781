"""Which paths a site's files may have."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook_gen.outcomes import Refused
from playbook_gen.publishing import MANIFEST

from .harness import make_site, put


@pytest.mark.parametrize(
    "path",
    [
        "", "/", "/etc/passwd", "..", "../x", "a/../../x", "a/..", "./x", "a/./b", "a//b", "a/", "\\x", "a\\..\\b",
        "C:/x", "c:x", "file:stream", "x\0y", "x\ny", "x\x7f", "a*b", "a?", 'a"b', "a<b>", "a|b", "con", "CON",
        "Con.html", "nul.tar.gz", "aux", "prn .txt", "COM1", "com¹.svg", "lpt9", "people/lpt1/x.html", "conin$",
        "trailing.", "trailing ", "a./b", "...", ".git/config", "a/.GIT/x", ".svn", "\udcff",
        MANIFEST, MANIFEST.upper(), f"a/{MANIFEST}", f"{MANIFEST}/x",
    ],
)  # fmt: skip
def test_hostile_paths_are_refused_before_anything_is_touched(tmp_path: Path, path: str) -> None:
    with pytest.raises(Refused) as caught:
        put(make_site({"index.html": b"", path: b""}), tmp_path / "deep" / "site")
    assert os.listdir(tmp_path) == []
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "paths",
    [
        ("ann.html", "Ann.html"), ("é.html", "e\u0301.html"), ("ß.html", "SS.html"), ("a/x", "A/y"), ("a", "A/b"),
        ("a", "a/b"), ("a/b", "a"), ("d/é/1", "d/e\u0301/2"), ("İ", "i̇"),
    ],
)  # fmt: skip
def test_two_paths_that_are_one_somewhere_are_refused(tmp_path: Path, paths: tuple[str, str]) -> None:
    for order in (paths, paths[::-1]):
        with pytest.raises(Refused, match="would be one file on some systems"):
            put(make_site(dict.fromkeys(order, b"")), tmp_path / "site")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    "path", [".nojekyll", "a/b/c/d.html", "ä ö.html", "日本.html", "console.html", "com.html", "..a", "a..b", "-rf"]
)
def test_harmless_paths_are_written(tmp_path: Path, path: str) -> None:
    put(make_site({path: b"here"}), tmp_path / "site")
    assert (tmp_path / "site" / path).read_bytes() == b"here"


PARTS = st.text(alphabet=st.sampled_from("aAbé\u0301./\\: -~\0ßs"), max_size=6)


@given(st.dictionaries(PARTS, st.binary(max_size=3), max_size=4))
def test_a_site_is_written_as_given_or_not_at_all(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "in" / "site"
        try:
            put(make_site(files), target)
        except Refused:
            assert os.listdir(folder) == []
            return
        found = {p.relative_to(target).as_posix(): p.read_bytes() for p in target.rglob("*") if p.is_file()}
        del found[MANIFEST]
        assert found == files
        assert os.listdir(folder) == ["in"]
        assert os.listdir(target.parent) == ["site"]
