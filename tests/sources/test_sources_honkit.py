"""Books of HonKit and GitBook."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import LessonError
from broadcast.lesson.units import units
from broadcast.sources import reading
from broadcast.sources.shelf import Shelf
from tests.program.corpus import CORPUS
from tests.sources.outline import outline
from tests.sources.test_sources_csunplugged import grown

BOOK = {
    "book.json": '{"title": "Eggs", "author": "Ana", "variables": {"eggs": 3}}',
    "LICENSE": "https://creativecommons.org/licenses/by-nd/4.0/\n",
    "LANGS.md": "* [English](en/)\n* [Español](es/)\n* [Suomi](fi/)\n",
    "en/GLOSSARY.md": "## Bowl\nA round thing. For eggs.\n\n## Moon\nNot here.\n",
    "en/SUMMARY.md": "# Summary\n\n* [Start](README.md)\n  * [Deep](one/README.md#deep)\n* [One](one/README.md)\n* [Gone](gone.md)\n* [Elsewhere](https://x.org)\n",
    "en/README.md": "# Start here\n\nWe have {{ book.eggs }} eggs in a bowl.\n",
    "en/one/part.md": "## A part\n\nThe part is told.\n",
    "en/loose.md": "Nobody names me.\n",
    "en/one/README.md": """{% set icon = '<span class="x"></span>' %}

# Chapter One

Beware {{ icon }} of eggs.

{% include "./part.md" %}

{% include "/one/lost.md" %}

## Programs {#programs}

{% filename %}eggs.py{% endfilename %}
```python
>>> 1 + 1
2
```

```
$ python3 eggs.py
```

{% hint style="info" %}
Eggs are round.
{% endhint %}

{% tabs %}
{% tab title="Hen" %}
A hen's egg.
{% endtab %}
{% tab title="Duck" %}
A duck's egg.
{% endtab %}
{% endtabs %}

<!--sec data-title="More eggs" data-id="more"
data-collapse=true ces-->

Many more.

<!--endsec-->

<figure><img src="egg.png" alt=""><figcaption><p>An egg</p></figcaption></figure>

{% embed url="https://x.org" %}

{% content-ref url="a.md" %}
[a.md](a.md)
{% endcontent-ref %}

{% code title="a.py" %}
```py
print("egg")
```
{% endcode %}

Done.
""",
    "es/README.md": "# Empieza aquí\n\nTenemos {{ book.eggs }} huevos.\n",
    "es/one/README.md": "# Capítulo uno\n\nCuidado con los huevos.\n\n## Programas\n\n```python\n>>> 1 + 1\n2\n```\n",
}
OUTLINE = """# Chapter One
said: Beware of eggs.
# A part
said: The part is told.
# Programs
python: >>> 1 + 1 ⏎ 2
screen: `$ python3 eggs.py`
note: Eggs are round.
said: Hen
said: A hen's egg.
note: Duck A duck's egg.
note: More eggs Many more.
python: print("egg")
said: Done.
"""


def test_a_book_in_two_languages(tmp_path: Path) -> None:
    who, found = reading(grown(tmp_path / "eggs", BOOK))
    start, one = found.lessons
    assert who.name == "honkit" and (start.id, one.id) == ("eggs", "eggs-02")
    assert start.title.text == "Start here" and outline(start) == "# Start here\nsaid: We have 3 eggs in a bowl.\n"
    assert [(term.word.text, term.meaning.text) for term in start.vocabulary] == [("Bowl", "A round thing")]
    assert outline(one) == OUTLINE and one.number == 2
    assert (one.licence, one.credits) == ("CC BY-ND 4.0", "Eggs, Ana")
    assert found.languages == ("en", "es-419") and one.versions[0].title.text == "Capítulo uno"
    assert any("there are 2 steps, 3 in the source" in one.why for one in found.mismatches)
    told = {one.what for one in found.left_out}
    assert {"the languages fi", "the chapter Gone", "Elsewhere", "the page loose.md", "the page /one/lost.md"} <= told
    assert {"2 names of files or screens over programs", "the picture en/one/egg.png"} <= told


def test_a_book_of_one_language_and_a_page_alone(tmp_path: Path) -> None:
    book = {
        "SUMMARY.md": "# S\n\n- [A](a.md)\n- [B](b.md)\n",
        "a.md": "# A\n\nOne.\n",
        "b.md": '# B\n\n{% include "b.md" %}\n\nTwo.\n',
    }
    found = reading(grown(tmp_path / "small", book))[1]
    assert [lesson.id for lesson in found.lessons] == ["small", "small-02"] and found.languages == ("en",)
    assert any("without end" in one.why for one in found.left_out)
    who, alone = reading(tmp_path / "small" / "b.md")
    assert who.name == "honkit" and alone.lessons[0].title.text == "B"


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.sampled_from(["{% hint %}", "{% endhint %}", "{% tabs %}", "{% tab title=\"x\" %}", "{% include \"damaged.md\" %}", "<!--sec data-title=\"a\"", "<!--endsec-->", "{{ x }}", "{% set a = 'b' %}", "```", "# T", "{% %}", "</details>", "text"]), max_size=14))  # fmt: skip
def test_any_damage_ends_in_a_lesson_or_one_error(tmp_path_factory: pytest.TempPathFactory, rows: list[str]) -> None:
    page = tmp_path_factory.getbasetemp() / "damaged-book.md"
    page.write_text('{% hint style="info" %}\nText.\n{% endhint %}\n' + "\n".join(rows), "utf-8")
    try:
        assert reading(page)[1].lessons
    except LessonError as error:
        assert error.what


@pytest.mark.skipif(not (CORPUS / "honkit-djangogirls").is_dir(), reason="others' lessons are not here")
def test_a_real_chapter() -> None:
    found = reading(CORPUS / "honkit-djangogirls" / "python_introduction")[1]
    (lesson,) = found.lessons
    assert lesson.title.text == "Introduction to Python" and lesson.licence == "CC BY-SA 4.0"
    assert set(found.languages) == {"en", "es-419", "ko", "pl", "ru", "tr", "zh-Hans"} and len(lesson.programs) > 50


def test_a_long_book_is_read_a_lesson_at_a_time(tmp_path: Path) -> None:
    pages = {f"p{number}.md": f"# Page {number}\n\nEgg {number}. It rolls.\n" for number in range(1, 81)}
    pages["SUMMARY.md"] = "".join(f"* [Page {number}](p{number}.md)\n" for number in range(1, 81))
    pages["p7.md"] = "# Page 7\n"
    found = reading(grown(tmp_path / "long", pages))[1]
    assert isinstance(found.lessons, Shelf) and len(found.lessons) == 79
    assert found.lessons[0].id == "long" and found.lessons[6].id == "long-07" and found.lessons[-1].title.text == "Page 80"
    assert [lesson.title.text for lesson in found.lessons[6:8]] == ["Page 8", "Page 9"]
    assert "Egg 8." in found.texts["long-07"] and len(found.texts) == 79 and "long-80" not in found.texts
    assert found.counts == (sum(len(list(units(lesson))) for lesson in found.lessons),) * 2 + (0,)
    assert found.languages == ("en",) and [one.what for one in found.left_out] == ["Page 7"]
