"""Words twice: as they are printed and as they are said."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Phrase(BaseModel):
    """`text` is what paper, script heads and captions show ("Look at A1"), `spoken` what a voice says ("Look at A one")."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = ""
    spoken: str = ""

    def __bool__(self) -> bool:
        return bool(self.text or self.spoken)
