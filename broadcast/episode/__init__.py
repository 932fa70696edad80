"""The episode: planned against a format, fitted into its slot, judged by rules.

model      segments of cues, exact to the sample: what `episode.json` is
format     programme clocks and delivery profiles, from media/formats
station    a station's own words
planning   lesson × format → which items, and everything that could be said; weave, talk and cues put it in order
fit        one speaking rate, optional talk by priority, waits between their least and most
rules/     what `broadcast check` says
"""
