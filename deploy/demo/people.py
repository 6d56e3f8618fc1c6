"""Invented people and places for the demo office. Nobody of that name is meant; mail goes nowhere (example.org)."""

from shared.contracts.accommodation import SiteKind

SIGN_INS = {
    "Koordination": "koordination@example.org",
    "Unterkunft": "betreuung@example.org",
    "Freiwillige": "freiwillig@example.org",
}
WITH_PASSWORD = (SIGN_INS["Koordination"], SIGN_INS["Unterkunft"])
PASSWORD = "demo-musterregion"  # printed at every start; a demo office can be reached from its own machine alone

COORDINATOR = "Regula Muster"
CARER = "Sandro Beispiel"

FIRST_NAMES_FEMALE = (
    "Anna Barbara Beatrice Brigitte Christine Claudia Corinne Daniela Doris Eliane Elisabeth Erika Esther Eva Franziska "
    "Gabriela Hanna Heidi Helen Irene Jasmin Johanna Judith Karin Katharina Lea Livia Lucia Manuela Maria Marianne Martina "
    "Mirjam Monika Nadine Nicole Nora Petra Rahel Regina Rita Rosmarie Ruth Sabine Sandra Silvia Simone Sonja Stefanie "
    "Susanne Therese Ursula Verena Yvonne Almaz Selam Oksana Fatima Leyla Shirin Vjosa Nirosha"
).split()
FIRST_NAMES_MALE = (
    "Adrian Alain Alfred Andreas Beat Bernhard Bruno Christian Daniel David Dominik Erich Ernst Felix Florian Fritz Georg "
    "Hans Heinz Ivan Jakob Jan Josef Jürg Kaspar Kurt Lukas Marcel Marco Markus Martin Matthias Michael Noah Patrick Paul "
    "Peter Philipp Ralf Raphael Reto Roland Rolf Samuel Simon Stefan Thomas Tobias Urs Walter Werner Yusuf Tekle Andrij "
    "Reza Mehmet Arben Kumaran"
).split()
LAST_NAMES = (
    "Ackermann Aeschlimann Amsler Bachmann Baumann Baur Berger Bieri Bösch Brunner Bucher Bühler Burkart Christen Dubs "
    "Egloff Erni Fischer Frei Frey Füglister Gehrig Gerber Gisler Graf Hediger Hersperger Hochstrasser Huber Hunziker Keller "
    "Koch Küng Lang Leuthard Lüthi Marti Meier Meyer Moser Müller Notter Ochsner Peterhans Rast Rey Roth Schmid Seiler "
    "Senn Stäger Staubli Steiner Stutz Suter Troxler Vock Weber Wey Widmer Wettstein Wyss Zimmermann Zubler"
).split()

SITES = (
    # organisation, name, kind, street, BFS number is found by the postcode's first municipality, telephone
    ("Kantonaler Sozialdienst", "Unterkunft Reussbrücke", SiteKind.CANTONAL, "Zürcherstrasse 12", "+41 62 000 10 01"),
    ("Kantonaler Sozialdienst", "Unterkunft Steinmatt", SiteKind.CANTONAL, "Steinmattweg 4", "+41 62 000 10 02"),
    ("Sozialdienst Musterregion", "Haus Bünz", SiteKind.MUNICIPAL, "Bünzstrasse 31", "+41 62 000 10 03"),
    ("Sozialdienst Musterregion", "Haus Linde", SiteKind.MUNICIPAL, "Lindenweg 7", "+41 62 000 10 04"),
    ("Schule Musterregion", "Schulhaus Halde", SiteKind.SCHOOL, "Haldenstrasse 2", "+41 62 000 10 05"),
    ("Verein Zusammen", "Treffpunkt Bahnhof", SiteKind.ASSOCIATION, "Bahnhofplatz 1", "+41 62 000 10 06"),
    ("Verein Obhut", "Wohngruppe Sonnhalde", SiteKind.MINORS, "Sonnhaldenweg 18", "+41 62 000 10 07"),
)

LANGUAGES = ("fr", "it", "en", "uk", "ru", "ar", "ti", "fa", "tr", "ta", "ku", "sq", "sr", "pt", "es")
