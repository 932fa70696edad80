"""Television: rundown, prompter, timeline, captions, pictures, video.

rundown (rundown_xlsx, rundown_pdf), prompter, script, graphics    documents
timeline    for editing desks
captions, caption_files, align    captions timed to the words that are heard
caption_ttml, caption_scc, eia608    the same for players (EBU-TT-D) and for line 21 (SCC)
storyboard    the plan: what stands on the screen from which frame to which, comparable as text
theme, layout, templates, sheet, frames    the pictures, each drawn once
stills, video    the coded programme, exact to the frame
checks    safe area, size and contrast of letters, measured on the finished pictures
"""
