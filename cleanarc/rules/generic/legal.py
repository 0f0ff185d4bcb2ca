"""Copyright lines, terms, disclaimers, and the notices of publishers that a state has banned."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import FERRY
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


_STORIES = {
    "uk": FERRY["uk"],
    "be": "Паром на далёкія астравы не выйдзе ў мора раней за панядзелак, паведамілі ў порце ў пятніцу.",
    "kk": "Алыс аралдарға баратын паром дүйсенбіге дейін шықпайды, деп хабарлады айлақ басшылығы жұма күні кешке.",
    "az": "Uzaq adalara gedən bərə bazar ertəsindən əvvəl yola düşməyəcək, liman idarəsi cümə axşamı xəbər verib.",
    "ka": "შორეულ კუნძულებზე მიმავალი ბორანი ორშაბათამდე არ გავა, განაცხადა პორტის ადმინისტრაციამ პარასკევს საღამოს.",
    "hy": "Հեռավոր կղզիներ մեկնող լաստանավը մինչև երկուշաբթի չի մեկնի, ուրբաթ երեկոյան հայտնեց նավահանգիստը։",
}
_BANNED = {
    "uk": (
        "Видання «Гавань» визнано в Росії небажаною організацією.",
        "Якщо ви перебуваєте в Росії, вам може загрожувати штраф за репости та посилання на наші матеріали.",
    ),
    "be": (
        "Выданне «Прычал» прызнана ў Беларусі экстрэмісцкім фармаваннем.",
        "Калі вы знаходзіцеся ў Беларусі, вам можа пагражаць штраф за рэпосты і спасылкі на нашы матэрыялы.",
    ),
    "kk": (
        "Ресей билігі «Айлақ» басылымын қалаусыз ұйым деп таныды.",
        "Егер сіз Ресейде болсаңыз, материалдарымызды бөліскеніңіз үшін айыппұл салынуы мүмкін.",
    ),
    "az": (
        "Rusiya hakimiyyəti «Liman» nəşrini arzuolunmaz təşkilat elan edib.",
        "Əgər siz Rusiyadasınızsa, materiallarımızı paylaşdığınız üçün cərimə oluna bilərsiniz.",
    ),
    "ka": (
        "რუსეთის ხელისუფლებამ «ნავსადგური» არასასურველ ორგანიზაციად გამოაცხადა.",
        "თუ თქვენ რუსეთში იმყოფებით, გაითვალისწინეთ, რომ ჩვენი მასალების გაზიარებისთვის შეიძლება დაჯარიმდეთ.",
    ),
    "hy": (
        "Ռուսաստանի իշխանությունները «Նավահանգիստը» ճանաչել են անցանկալի կազմակերպություն։",
        "Եթե դուք գտնվում եք Ռուսաստանում, մեր նյութերը տարածելու համար կարող եք տուգանվել։",
    ),
}
"""What a banned publisher says of itself, and its warning to its readers."""
_TOLD = {
    "uk": ("Видання визнали в Росії небажаною організацією.", "За репост, каже адвокат, там можна отримати штраф."),
    "be": (
        "Выданне прызналі ў Беларусі экстрэмісцкім.",
        "Калі вы падзеліцеся спасылкай, вам дадуць штраф, кажа адвакат.",
    ),
    "kk": (
        "Ресей билігі басылымды қалаусыз ұйым деп таныды.",
        "Егер сіз сілтеме бөліссеңіз, айыппұл төлейсіз, деді ол.",
    ),
    "az": (
        "Rusiya hakimiyyəti nəşri arzuolunmaz elan edib.",
        "Əgər siz onu paylaşsanız, cərimə ödəyəcəksiniz, dedi vəkil.",
    ),
    "ka": (
        "რუსეთის ხელისუფლებამ გამოცემა არასასურველად გამოაცხადა.",
        "თუ თქვენ ბმულს გააზიარებთ, დაგაჯარიმებენ, ამბობს ადვოკატი.",
    ),
    "hy": (
        "Ռուսաստանի իշխանությունները կայքը ճանաչել են անցանկալի։",
        "Եթե դուք տարածեք այն, ձեզ կտուգանեն, ասում է փաստաբանը։",
    ),
}
"""An article's sentences on such a ban, and somebody's warning in it."""

RULE = Rule(
    name="legal",
    code="P10",
    kind=Kind.LEGAL,
    why="A legal notice is the publisher's and none of the article; some states force such notices on it.",
    risk="An article about a banned publisher says the same; so that sentence goes only beside a warning to readers.",
    removes=(
        below(FERRY["en"], "© 2021 Lindmouth Gazette. All rights reserved."),
        below(FERRY["de"], "Alle Rechte vorbehalten"),
        below(FERRY["fr"], "Tous droits réservés"),
        below(FERRY["it"], "© Riproduzione riservata"),
        below(
            FERRY["ru"], ("НАСТОЯЩИЙ МАТЕРИАЛ (ИНФОРМАЦИЯ) ПРОИЗВЕДЕН И РАСПРОСТРАНЕН ИНОСТРАННЫМ АГЕНТОМ «ГАВАНЬ».")
        ),
        below(FERRY["en"], "THIS MATERIAL (INFORMATION) WAS CREATED AND (OR) DISTRIBUTED BY A FOREIGN AGENT."),
        Example(
            (
                f"{FERRY['en']}\n\nHarbour News has been designated an “undesirable organization” by the Russian "
                "authorities.\n\nIf you live in Russia, please note that you could be fined or jailed "
                "for sharing or saving our content.\n\nFor more information, click here."
            ),
            (
                ("Harbour News has been designated an “undesirable organization” by the Russian authorities."),
                (
                    "If you live in Russia, please note that you could be fined or jailed for sharing or "
                    "saving our content."
                ),
                "For more information, click here.",
            ),
        ),
        below(
            FERRY["ru"],
            "Издание «Гавань» признано в РФ нежелательной организацией.",
            ("Если вы находитесь в России, вам может грозить штраф за репосты и ссылки на наши материалы."),
        ),
        below(FERRY["ru"], "* Признан Минюстом РФ иностранным агентом"),
        *(below(_STORIES[language], *notice) for language, notice in _BANNED.items()),
    ),
    keeps=(
        (
            f"The broadcaster was declared an “undesirable organization” by the Russian government in May.\n\n"
            f"{FERRY['en']}"
        ),
        f"{FERRY['en']}\n\nThe radio has been designated a foreign agent by the Russian government.",
        f"Издание признано в России нежелательной организацией, рассказал редактор.\n\n{FERRY['ru']}",
        (
            f"{FERRY['en']}\n\nIf you live in Russia and share such a post, you can be fined, "
            "her lawyer explains to the readers."
        ),
        f"Nachdruck verboten, stand auf jeder Seite.\n\n{FERRY['de']}",
        f"{FERRY['ru']}\n\nВсе права на молчанье защищены морем.",
        f"{FERRY['en']}\n\nPowered by steam\n\n{FERRY['en']}",
        *(f"{notice}\n\n{_STORIES[language]}\n\n{warning}" for language, (notice, warning) in _TOLD.items()),
        f"All rights of way are reserved for the lifeboat.\n\n{FERRY['en']}",
    ),
    propose=_propose,
)
