"""The script: as Markdown and Word to edit, as PDF to read from, and back again.

rows       the plan of a script page, shared by radio and television
pages, pdf, word    that plan on paper and in Word
markdown, word_edits    an edited script read back
edits, changes, respeak    what a person changed, and the episode with it
"""
