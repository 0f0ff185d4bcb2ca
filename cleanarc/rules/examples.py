"""What the examples of rules are built of: invented paragraphs in several languages."""

from collections.abc import Mapping

BODY: Mapping[str, str] = {
    "en": "The harbour of Lindmouth reopened on Monday after six weeks of dredging, the port authority said.",
    "de": "Der Hafen von Lindmünde ist nach sechs Wochen Baggerarbeiten wieder offen, sagte der Hafenmeister.",
    "fr": "Le port de Lindemont a rouvert lundi après six semaines de dragage, a annoncé la capitainerie dans la nuit.",
    "es": "El puerto de Lindemar reabrió el lunes tras seis semanas de dragado, informó la autoridad portuaria local.",
    "it": "Il porto di Lindemare ha riaperto lunedì dopo sei settimane di dragaggio, ha fatto sapere la capitaneria.",
    "pl": "Port w Lindmoście otwarto w poniedziałek po sześciu tygodniach prac, jak podał zarząd portu w komunikacie.",
    "fi": "Lindmaan satama avattiin maanantaina kuuden viikon ruoppauksen jälkeen, ja alukset saapuivat jo aamulla, "
    "kertoi satama.",
    "tr": "Lindköy limanı altı haftalık tarama çalışmasının ardından pazartesi günü yeniden açıldı, dedi liman idaresi "
    "sözcüsü.",
    "ru": "Порт Линдск открылся в понедельник после шести недель работ, сообщили накануне в администрации города.",
    "ar": "أعيد افتتاح ميناء لندمار يوم الاثنين بعد ستة أسابيع من أعمال التجريف، وفق ما أعلنت سلطة الميناء في بيان.",
    "zh": "林德港在经历六周的疏浚工程之后于星期一重新开放，首批货船已经顺利进港停靠。",
    "ja": "リンド港は六週間にわたる浚渫工事を終えて月曜日に再開され、最初の貨物船が無事に入港した。",
}

FERRY: Mapping[str, str] = {
    "en": "The ferry to the outer islands will not run before Monday, the port authority said on Friday evening.",
    "ar": "لن تبحر العبارة إلى الجزر البعيدة قبل يوم الاثنين، بحسب ما أعلنته سلطة الميناء مساء الجمعة.",
    "de": "Die Fähre zu den äußeren Inseln fährt nicht vor Montag, teilte der Hafen am Freitagabend mit.",
    "es": "El transbordador de las islas no volverá a navegar antes del lunes, anunció el puerto el viernes.",
    "fr": "Le ferry des îles ne reprendra pas la mer avant lundi, a annoncé la capitainerie vendredi soir.",
    "it": "Il traghetto per le isole non partirà prima di lunedì, ha detto venerdì sera la capitaneria.",
    "ja": "外側の島々へ向かうフェリーは月曜日まで運航されないと、港湾局が金曜日の夜に発表した。",
    "pl": "Prom na dalekie wyspy nie wypłynie przed poniedziałkiem, poinformował w piątek zarząd portu.",
    "ru": "Паром на дальние острова не выйдет в море раньше понедельника, сообщили в порту вечером в пятницу.",
    "tr": "Dış adalara giden vapur pazartesiden önce kalkmayacak, dedi liman idaresi cuma akşamı.",
    "uk": "Пором на далекі острови не вийде в море раніше понеділка, повідомили в порту ввечері в п'ятницю.",
    "zh": "港务局周五晚间表示，开往外岛的渡轮在下周一之前不会恢复航行。",
}
"""The story that boilerplate stands below, for the phrase rules."""


def page(*paragraphs: str) -> str:
    """A plain text of these paragraphs, a blank line between them."""
    return "\n\n".join(paragraphs)
