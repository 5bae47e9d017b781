"""Small drawings that stand in a row of a table, beside the numbers that they show.

A drawing holds no colour, and no word but names that the row holds too. It is as wide as its cell, and the table is the
text behind it; what it looks like on screen, in the dark and on paper is the style sheet's.
"""
