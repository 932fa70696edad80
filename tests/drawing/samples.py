"""A paragraph of each language, written for these tests: its letters, its marks, code and numbers in the middle of words."""

SAMPLES = {
    "en": "Read the program with a finger on the page. The robot walks two squares, then it turns right: where does it stop? “On C3,” says Ana – and she is right. "
    "If `total` is 12, write 3 × 4 = 12 in box 2.",
    "es-419": "Lee el programa con un dedo en la página. El robot avanza dos casillas y luego gira a la derecha: ¿dónde se detiene? «¡En C3!», dice la niña, y así es. "
    "Si `total` vale 12, escribe 3 × 4 = 12 en el recuadro 2.",
    "id": "Bacalah program sambil menunjuk barisnya. Robot maju dua kotak, lalu belok kanan: di mana ia berhenti? “Di C3,” kata Sari, dan jawabannya benar. "
    "Jika `total` bernilai 12, tulislah 3 × 4 = 12 di kotak nomor 2.",
    "ru": "Читай программу, водя пальцем по строчкам. Робот проходит две клетки и поворачивает направо: где он остановится? «На C3!» — говорит Аня, и она права. "
    "Если в переменной `total` число 12, запиши в рамке 2: 3 × 4 = 12. Какое достопримечательнейшее программирование!",
    "zh-Hans": "用手指着纸上的程序，一行一行地读。机器人向前走两格，然后向右转：它停在哪里？“停在C3！”小安说，她说对了。"
    "如果`total`等于12，请在第2个方框里写：3 × 4 = 12。骨头、海边、直角（写清楚）。",
    "zh-Hant": "用手指著紙上的程式，一列一列地讀。機器人向前走兩格，然後向右轉：它停在哪裡？「停在C3！」小安說，她說對了。"
    "如果`total`等於12，請在第2個方框裡寫：3 × 4 = 12。骨頭、海邊、直角（寫清楚）。",
    "pl": "Czytaj program, wodząc palcem po kartce. Robot idzie o dwa pola i skręca w prawo: gdzie się zatrzyma? „Na C3!” – mówi Zosia i ma rację. "
    "Jeśli w `total` jest 12, wpisz w ramce 2: 3 × 4 = 12. Źdźbło, łąka, żółw i konstantynopolitańczykowianeczka.",
    "tr": "Programı parmağınla izleyerek oku. Robot iki kare ilerler, sonra sağa döner: nerede durur? “C3'te!” diyor Işıl; doğru söylüyor. "
    "`total` adlı kutuda 12 varsa 2 numaralı çerçeveye 3 × 4 = 12 yaz. İğne, ılık, çığ, şöyle.",
    "ko": "손가락으로 한 줄씩 짚으며 프로그램을 읽으세요. 로봇은 앞으로 두 칸 간 다음 오른쪽으로 돕니다. 어디에서 멈출까요? “C3입니다!” 하고 지우가 말합니다. 맞습니다. "
    "`total`(이)라는 상자에 12가 있으면 2번 칸에 3 × 4 = 12라고 쓰세요.",
    "th": "ใช้นิ้วชี้แล้วอ่านโปรแกรมทีละบรรทัด หุ่นยนต์เดินหน้าสองช่องแล้วเลี้ยวขวา มันจะหยุดที่ช่องไหน “หยุดที่ C3!” น้ำฝนตอบ และเธอตอบถูก "
    "ถ้า `total` เท่ากับ 12 ให้เขียน 3 × 4 = 12 ในกรอบที่ 2 อ่านซ้ำๆ ติดตามลูปไปทีละรอบ ผู้ใหญ่ก็ทำได้ ฯลฯ",
    "uz": "Dasturni barmogʻing bilan koʻrsatib oʻqi. Robot ikki katak oldinga yuradi, soʻng oʻngga buriladi: u qayerda toʻxtaydi? “C3 da!” deydi Gulnora, va u haq. "
    "Agar `total` 12 ga teng boʻlsa, 2-ramkaga 3 × 4 = 12 deb yoz. Sanʼat, maʼno, mashgʻulot.",
    "pt-BR": "Leia o programa com um dedo na página. O robô anda duas casas e depois vira à direita: onde ele para? “Na C3!”, diz a Ana, e ela acertou. "
    "Se `total` vale 12, escreva 3 × 4 = 12 no quadro 2. Não, então, às vezes, lição.",
}  # fmt: skip
