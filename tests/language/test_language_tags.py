"""Tags as people write them."""

from __future__ import annotations

import pytest

from broadcast.errors import InputError
from broadcast.language.tags import known, resolved

HAVE = ("en", "es-419", "id", "ko", "pl", "pt-BR", "ru", "th", "tr", "uz", "zh-Hans", "zh-Hant", "es-CO")


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("es_419", "es-419"), ("ES-419", "es-419"), ("es", "es-419"), ("es-MX", "es-419"), ("es_co", "es-CO"), ("es-Latn-CO", "es-CO"),
        ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh_SG", "zh-Hans"), ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("zh-Hant-MO", "zh-Hant"),
        ("uz-Latn", "uz"), ("uz_UZ", "uz"), ("uz-Latn-UZ", "uz"), ("pt_br", "pt-BR"), ("pt", "pt-BR"), ("th-TH", "th"), ("in", "id"), ("en-GB", "en"),
        (" ru ", "ru"),
        ("uz-Cyrl", ""), ("zh-Latn", ""), ("pt-PT", ""), ("es-ES", ""), ("fr", ""), ("klingon", ""), ("", ""), ("e", ""), ("ko-x-seoul", ""),
    ],
)  # fmt: skip
def test_a_spelling_is_understood_or_not(written: str, tag: str) -> None:
    assert resolved(written, HAVE) == tag


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("en-Cyrl", "'en-Cyrl' is written in Cyrillic. We have en, in Latin."),
        ("es-ES", "'es-ES' is no language we have. Did you mean es-419? We have: en, es-419"),
        ("es-149", "Did you mean es-419?"),
    ],
)
def test_what_is_none_is_refused_in_a_sentence(written: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        known(written)
    assert says in str(caught.value)
