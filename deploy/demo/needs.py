"""Invented needs for the demo office: what sites of such a region ask for, without anybody's name."""

from dataclasses import dataclass

from shared.contracts.words import AgeGroup, Gender, Slot, Timing, Urgency


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One need; days count from today (negative: before)."""

    site: int
    category: str
    wish: str
    posted: int
    timing: Timing = Timing.WEEKLY
    slots: tuple[Slot, ...] = ()
    once_in: int | None = None
    hour: int = 14
    last_in: int | None = None
    headcount: int = 1
    age_group: AgeGroup = AgeGroup.ADULTS
    persons: int = 1
    minors: bool = False
    alone: bool = False
    languages: tuple[str, ...] = ()
    minutes: int = 90
    urgency: Urgency = Urgency.NORMAL
    wish_gender: Gender | None = None


# fmt: off
S, T, U, A = Slot, Timing, Urgency, AgeGroup

NEEDS = (
    Wanted(site=0, category="german_conversation", posted=-2, slots=(S.TUE_EVENING, S.THU_EVENING), persons=6,
           wish="Kleine Gruppe, Niveau A1 bis A2. Raum und Kaffee sind da.", last_in=150),
    Wanted(site=0, category="accompaniment", posted=-1, timing=T.ONCE, once_in=3, hour=9, alone=True, languages=("ti",),
           wish="Begleitung zum Zahnarzt in Wohlen, Hin- und Rückweg mit dem Bus.", urgency=U.HIGH, minutes=150),
    Wanted(site=2, category="homework_help", posted=-6, slots=(S.MON_AFTERNOON, S.WED_AFTERNOON), headcount=2, minors=True,
           age_group=A.SCHOOL, persons=5, wish="Mathematik und Deutsch, 3. bis 6. Klasse.", last_in=220),
    Wanted(site=4, category="homework_help", posted=-9, slots=(S.THU_AFTERNOON,), minors=True, age_group=A.SCHOOL, persons=3,
           wish="Lesen üben nach der Schule, ruhiges Zimmer vorhanden.", last_in=210),
    Wanted(site=3, category="everyday_admin", posted=-4, slots=(S.WED_EVENING,), languages=("uk",),
           wish="Briefe verstehen, Formulare der Krankenkasse ausfüllen.", last_in=90),
    Wanted(site=5, category="meeting_place", posted=-12, slots=(S.SAT_MORNING,), headcount=3, age_group=A.MIXED, persons=25,
           wish="Im Café mitmachen: begrüssen, Kaffee ausschenken, ins Gespräch kommen.", last_in=300, minutes=180),
    Wanted(site=1, category="sport", posted=-3, slots=(S.FRI_EVENING,), headcount=2, age_group=A.YOUTH, persons=14,
           wish="Fussball auf dem Allwetterplatz, Bälle sind vorhanden.", last_in=120),
    Wanted(site=2, category="childcare", posted=-5, slots=(S.TUE_MORNING, S.THU_MORNING), headcount=2, minors=True,
           age_group=A.PRESCHOOL, persons=7, wish="Kinder hüten, während die Eltern im Deutschkurs sind.", last_in=100),
    Wanted(site=0, category="transport", posted=-1, timing=T.ONCE, once_in=5, hour=13, headcount=1, age_group=A.FAMILIES,
           persons=4, wish="Familie mit Gepäck in die neue Wohnung fahren, Kombi genügt.", minutes=120),
    Wanted(site=3, category="housing_search", posted=-8, timing=T.FLEXIBLE, languages=("ar",), age_group=A.FAMILIES, persons=5,
           wish="Inserate lesen, Bewerbung schreiben, zu Besichtigungen mitgehen.", last_in=80),
    Wanted(site=1, category="german_lessons", posted=-15, slots=(S.MON_MORNING,), persons=8,
           wish="Alphabetisierung in kleiner Gruppe, Lehrmittel vorhanden.", last_in=180),
    Wanted(site=3, category="tandem", posted=-7, timing=T.FLEXIBLE, alone=True, wish_gender=Gender.FEMALE,
           wish="Regelmässig Deutsch sprechen, gerne spazieren oder kochen.", last_in=200),
    Wanted(site=4, category="key_person", posted=-2, timing=T.ONCE, once_in=9, hour=18, languages=("fa",), age_group=A.FAMILIES,
           persons=2, wish="Am Elternabend leise mitübersetzen (kein amtliches Dolmetschen).", minutes=120),
    Wanted(site=5, category="repair", posted=-20, slots=(S.SAT_AFTERNOON,), headcount=2, age_group=A.MIXED, persons=10,
           wish="Velos flicken mit Leuten aus der Unterkunft, Werkzeug vorhanden.", last_in=120, minutes=180),
    Wanted(site=0, category="job_coaching", posted=-10, slots=(S.TUE_AFTERNOON,), languages=("en",),
           wish="Lebenslauf schreiben, Bewerbungsgespräch üben.", last_in=60),
    Wanted(site=6, category="homework_help", posted=-4, slots=(S.MON_EVENING, S.THU_EVENING), headcount=2, minors=True, alone=True,
           age_group=A.YOUTH, persons=4, wish="Jugendliche in der Integrationsklasse, vor allem Deutsch.", last_in=200),
    Wanted(site=6, category="sport", posted=-11, slots=(S.WED_AFTERNOON,), minors=True, age_group=A.YOUTH, persons=6,
           wish="Klettern oder Schwimmen, Eintritt wird bezahlt.", last_in=150),
    Wanted(site=1, category="accompaniment", posted=-2, timing=T.ONCE, once_in=6, hour=10, alone=True, wish_gender=Gender.FEMALE,
           wish="Begleitung einer Frau zur Untersuchung im Spital.", urgency=U.HIGH, minutes=180),
    Wanted(site=2, category="cooking_garden", posted=-13, slots=(S.FRI_AFTERNOON,), persons=8, age_group=A.MIXED,
           wish="Gemüsegarten beim Haus neu anlegen und pflegen.", last_in=160, minutes=120),
    Wanted(site=5, category="play_afternoon", posted=-6, timing=T.ONCE, once_in=12, headcount=4, minors=True,
           age_group=A.SCHOOL, persons=20, wish="Spielnachmittag im Advent: Basteln und Spiele.", minutes=240),
    Wanted(site=3, category="german_conversation", posted=-14, slots=(S.WED_MORNING,), persons=4, age_group=A.SENIORS,
           wish="Ältere Frauen, sehr langsam und mit viel Geduld.", last_in=150),
    Wanted(site=0, category="donations", posted=-1, timing=T.ONCE, once_in=4, hour=10, age_group=A.FAMILIES, persons=6,
           wish="Winterkleider abholen und sortieren helfen.", minutes=180),
    Wanted(site=4, category="key_person", posted=-3, timing=T.FLEXIBLE, languages=("ta",), age_group=A.FAMILIES, persons=3,
           wish="Zwischen Schule und Eltern vermitteln, etwa einmal im Monat.", last_in=240),
    Wanted(site=1, category="everyday_admin", posted=-1, slots=(S.SAT_MORNING,), languages=("tr",), persons=3,
           wish="Computer und E-Mail erklären.", last_in=90),
    Wanted(site=2, category="excursion", posted=-4, timing=T.ONCE, once_in=16, headcount=2, age_group=A.FAMILIES, persons=12,
           wish="Spaziergang der Reuss entlang, Kinder und Eltern zusammen.", minutes=210),
)
# fmt: on
