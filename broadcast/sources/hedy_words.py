"""The words of Hedy's language in those of our languages in which it has its own, as its keyword files give them.

What is not here is written in English, as it is in Hedy where a keyword has no translation.
"""

from __future__ import annotations

import re

_NAMES = (
    "add and ask at black blue brown clear color echo elif else for forward from gray green if in input is left length not_in or "
    "orange pink pressed print purple random range red remove repeat right sleep step times to to_list turn while white yellow "
    "define call with return"
)
NAMES = tuple(re.findall(r"\w+", _NAMES))
ENGLISH = {name: name for name in NAMES} | {"not_in": "not in", "to_list": "to"}
_ROWS = {
    "es": "añadir|y|preguntar|en|negro|azul|marrón|limpiar|color|eco|sinosi|sino|para|adelante|de|gris|verde|si|en|entrada|es|izquierda|longitud|no en|o|naranja|rosa|presionada|imprimir|púrpura|aleatorio|rango|rojo|borrar|repetir|derecha|dormir|paso|veces|a|a|girar|mientras|blanco|amarillo|definir|llamar|con|retornar",
    "id": "tambah|dan|tanya|secara|black|blue|brown|clear|warna|gaungkan|lain_jika|lainnya|untuk|maju|dari|gray|green|jika|dalam|masukan|adalah|kiri|panjang|not in|atau|orange|pink|pressed|cetak|purple|acak|batasan|red|hapus|ulangi|kanan|tidur|langkah|kali|ke|ke|belok|selama|white|yellow|define|call|with|return",
    "ru": "добавить|и|запросить|в|чёрный|синий|коричневый|clear|цвет|повторить|иначе, если|иначе|для|вперёд|из|серый|зелёный|если|в|ввод|это|налево|длина|not in|или|оранжевый|розовый|нажмите|печатать|пурпурный|случайном|промежуток|красный|удалить|повторить|направо|заснуть|шаг|раз|до|в|повернуть|пока|белый|жёлтый|define|call|with|return",
    "zh-Hans": "加|和|提问|在|黑色|蓝色|棕色|clear|颜色|回声|否则如果|否则|for|向前|从|灰色|绿色|如果|在......里面|输入|是|左|长度|not in|或|橙色|粉红色|pressed|打印|紫色|随机|范围|红色|移除|重复|右|睡眠|步|次|到|到|旋转|当......的时候|白色|黄色|define|call|with|return",
    "pl": "dodaj|i|zapytaj|pozycja|czarny|niebieski|brązowy|wyczyść|kolor|dołącz|albo|inaczej|dla|naprzód|z|szary|zielony|jeżeli|w|wprowadź|to|lewo|długość|nie w|lub|pomarańczowy|różowy|naciśnięty|napisz|fioletowy|losowa|zakres|czerwony|usuń|powtórz|prawo|śpij|krok|razy|do|do|obróć|dopóki|biały|żółty|define|call|with|return",
    "tr": "ekle|ve|sor|şurada|black|blue|brown|clear|color|eko|elif|başka|şunun için|ileri|şuradan|gray|green|eğer|içinde|girdi|eşit|sol|uzunluk|not in|veya|orange|pink|pressed|yazdır|purple|rastgele|dizi|red|sil|tekrar|sağ|bekle|adım|kere|şuraya|to|döndür|iken|white|yellow|define|call|with|return",
    "th": "เพิ่ม|และ|ถามว่า|แบบ|ดำ|น้ำเงิน|น้ำตาล|ลบกระดาน|สี|พูด|หรือถ้า|ไม่อย่างนั้น|ให้|เดินหน้า|จาก|เทา|เขียว|ถ้า|อยู่ใน|รับข้อมูล|คือ|ซ้าย|ความยาว|ไม่อยู่ใน|หรือ|ส้ม|ชมพู|ปุ่มที่ถูกกด|แสดง|ม่วง|สุ่ม|ช่วง|แดง|ลบ|ทำซ้ำ|ขวา|รอ|เดิน|ครั้ง|จนถึง|ไปยัง|เลี้ยว|เมื่อไหร่ก็ตามที่|ขาว|เหลือง|define|call|with|return",
    "pt-BR": "some|e|pergunte|em|preto|azul|marrom|clear|cor|eco|senãose|senão|para|adiante|de|cinza|verde|se|em|entrada|é|esquerda|comprimento|not in|ou|laranja|rosa|pressed|imprima|roxo|aleatório|intervalo|vermelho|remova|repita|direita|durma|passo|vezes|para|até|gire|enquanto|branco|amarelo|define|call|with|return",
}  # fmt: skip
KEYWORDS = {"en": ENGLISH} | {tag: dict(zip(NAMES, row.split("|"), strict=True)) for tag, row in _ROWS.items()}


def keywords(tag: str) -> dict[str, str]:
    """The words of a language (`es-419` has those of `es`); of others the English ones."""
    return KEYWORDS.get(tag) or KEYWORDS.get(tag.partition("-")[0], ENGLISH)
