"""What a start says to whoever started it: the address, and the first ways in."""

from dataclasses import replace
from datetime import timedelta

from deploy import data_directory
from deploy.demo import load_demo, people
from deploy.instance import Instance, open_instance
from services.identity import actions as identity
from services.identity import queries as identity_queries
from shared.config import Settings
from shared.links import link

DEMO_LINK_LASTS = timedelta(hours=12)


def prepare_demo(settings: Settings) -> None:
    """Load the demo office into an empty directory. One that was killed half way is begun anew."""
    data_directory.prepare(settings.data)
    marker = data_directory.read_marker(settings.data)
    if marker and (marker.loaded or not marker.demo):
        return
    if marker:
        for file in settings.data.glob("*.db*"):
            file.unlink()
    instance = open_instance(settings, durable=False)
    try:
        load_demo(instance)
    finally:
        instance.close()
    data_directory.write_marker(settings.data, replace(instance.marker, loaded=True))


def welcome(instance: Instance) -> list[str]:
    """The address, and how to get in."""
    settings = instance.office.settings
    address = [f"{instance.office.region.office.name}: {settings.url}/"]
    return address + (_demo_links(instance) if settings.demo else _first_administrator(instance))


def _demo_links(instance: Instance) -> list[str]:
    """One link for each of the three who do the main job."""
    office = instance.office
    lines = ["Demo – erfundene Daten. Anmelden mit einem Klick (jeder Link gilt einmal):"]
    with instance.db("identity").reading() as session:
        for role, email in people.SIGN_INS.items():
            account = identity_queries.account_by_email(session, email)
            assert account is not None
            token = office.links.sign("enter", account.id, DEMO_LINK_LASTS)
            lines.append(f"  {role:<14} {office.settings.absolute(link('identity', 'enter', token=token))}")
    lines.append(f"  Postfach       {office.settings.absolute(link('notifications', 'mailbox'))}")
    lines.append(f"Danach mit E-Mail ({', '.join(people.WITH_PASSWORD)}) und Passwort: {people.PASSWORD}")
    return lines


def _first_administrator(instance: Instance) -> list[str]:
    """A one-time link, as long as nobody can administer the office."""
    with instance.db("identity").transaction() as session:
        if identity_queries.has_administrator(session):
            return []
        token = identity.invite_administrator(session, instance.office)
    path = link("identity", "invitation", token=token)
    why = "Noch niemand verwaltet diese Instanz. Einmaliger Link für die erste Person:"
    return [why, f"  {instance.office.settings.absolute(path)}"]
