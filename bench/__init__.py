"""Comparisons and costs that are run by hand: `make drawings` and `make render-cost`."""
