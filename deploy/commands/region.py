"""`rif region`: the region file, from and to the outside."""

from pathlib import Path

import click

from deploy import data_directory
from deploy.instance import SAMPLE_REGION, is_untouched, load_region, read_region, read_settings
from deploy.problems import CannotStart
from shared.region import RegionError, export, import_directory


@click.group()
def region() -> None:
    """The region file: municipalities, categories, rules, texts."""


@region.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--bfs", "bfs_nrs", multiple=True, type=int, help="BFS number of a municipality (may be repeated).")
def import_file(file: Path, bfs_nrs: tuple[int, ...]) -> None:
    """Take postcodes, localities and coordinates of the region's municipalities from the official directory FILE.

    Without --bfs the municipalities that the region file names already are brought up to date.
    """
    settings = read_settings(sends_mail=False)
    data_directory.prepare(settings.data)
    read_region(settings)
    try:
        text = import_directory(settings.region.read_text(), file, bfs_nrs or None)
    except RegionError as error:
        raise CannotStart(list(error.problems)) from error
    draft = settings.region.with_suffix(".new")
    draft.write_text(text)
    draft.replace(settings.region)
    click.echo(f"{settings.region}: {len(read_region(settings).municipalities)} municipalities.")


@region.command("export")
def export_file() -> None:
    """Print the region as it stands."""
    settings = read_settings(sends_mail=False)
    path = SAMPLE_REGION if is_untouched(settings) else settings.region
    click.echo(export(load_region(path)), nl=False)
