"""Regular expressions in RE2's syntax, whose time grows with the text alone: nothing here goes back and tries again.

`engine` says whether a pattern matches, `finder` where and with which groups, `gaps` what is certain of a text of which
only pieces are known.
"""
