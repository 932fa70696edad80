"""Options that several commands have, each told in one place."""

from __future__ import annotations

import click

packages = click.option(
    "-o",
    "--output",
    default="out",
    show_default=True,
    metavar="DIR_OR_URL",
    help="Folder for the packages, or s3://bucket/folder.",
)
voice = click.option(
    "--voice",
    "voices",
    multiple=True,
    metavar="[ROLE=]VOICE",
    help="gtts, piper:PATH.onnx … (`broadcast voices`); second=… for one role. Default: what the language names, else espeak.",
)
clock = click.option("-f", "--format", "form", default="simulcast-15", show_default=True, help="See `broadcast formats`.")
for_air = click.option(
    "--for-air", is_flag=True, help="Refuse what may not go on air: preview voices, sentences without translation."
)
allow_untranslated = click.option(
    "--allow-untranslated", is_flag=True, help="Build although some sentences have no translation; each is marked."
)
