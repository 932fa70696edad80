"""Everything that is heard: voices, recorded takes, music, the mix, sound files and their measures.

    speech.speak(episode, …) ─▶ Speeches (samples and marks of each part of each cue)
    mix.programme(path, episode, speeches, profile, store) ─▶ the whole programme, exact to the sample
    files.mp3(…)  loudness.measure(path)

Speech is mono at 48 kHz and levelled; the mix is stereo.
"""
