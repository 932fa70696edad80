"""The radio script: numbered lines, the source of sound at the left, the words as they are said at the right.

Page after the custom of radio: cues underlined in capitals, PAUSE with its seconds, the running time, the page's number at the
top right, `-more-` at the foot, no sentence across pages, `#` at the end.
"""

from __future__ import annotations

from pathlib import Path

from broadcast.episode.model import Episode
from broadcast.language.catalogue import Messages
from broadcast.script import pdf, rows, word


def script_pdf(path: Path, episode: Episode, messages: Messages) -> None:
    """`radio/script.pdf`."""
    pdf.write(path, rows.radio(episode, messages))


def script_docx(path: Path, episode: Episode, messages: Messages) -> None:
    """`radio/script.docx`; the ids in its last column let an edited one be taken back."""
    word.write(path, rows.radio(episode, messages), episode, messages.text("script.md.id"))
