"""Runs the checks of an edition, rolls findings up to levels, and says what is not known and what to do."""
