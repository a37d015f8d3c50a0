"""The pages of an import: the file, the fates, the button that counts them, Undo; and our own file comes back in."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fleet.models import Vehicle, VehicleImport
from tests.situations import Counter
from tests.statements import statements

TX_350 = "JTJBBBBB7TA000201"
ARRIVALS = (
    "VIN,Model,Tank,Group,Price\n"
    f"{TX_350},TX 350,18.6,Service loaners,1\n"
    "JTJBBBBB9TA000202,TX 350,18.6,Servise loaners,1\n"
    "JTJBBBBB4TA000204,TX 350,18.6,Service loaners,1\n"
    "2T2BAMCA8PC012345,RX 350h,,,1\n"
)
MOST = 15


def upload(client: Client, text: str = ARRIVALS) -> str:
    """The address of the dry run."""
    file = SimpleUploadedFile("arrivals.csv", text.encode(), "text/csv")
    answer = client.post("/springfield/vehicles/import/", {"file": file})
    assert answer.status_code == 302, answer.text
    return str(answer["Location"])


def test_the_dry_run_says_each_fate_and_counts_them_in_the_button(signed_in: Client, desk: Counter):
    shown = signed_in.get(upload(signed_in)).text

    assert "arrivals.csv, 4 rows. Nothing has been changed yet." in shown
    assert "Check digit: place 9 is 4, it should be 2. Compare with the door label." in shown
    assert "Model: RX 350 → RX 350h" in shown
    assert "Not read: Price." in shown
    assert "Import 2 rows" in shown
    assert Vehicle.objects.count() == 2


def test_a_misspelt_group_is_mended_by_one_press(signed_in: Client, desk: Counter):
    where = upload(signed_in)
    assert "Use Service loaners" in signed_in.get(where).text

    said = {"field": "home_group", "written": "Servise loaners", "meant": "Service loaners"}
    signed_in.post(f"{where}correct/", said)

    assert "Import 3 rows" in signed_in.get(where).text


def test_rows_are_imported_once_and_undone(signed_in: Client, desk: Counter):
    where = upload(signed_in)
    for _ in range(2):
        signed_in.post(f"{where}run/")
    imported, models = signed_in.get(where).text, set(Vehicle.objects.values_list("model", flat=True))

    signed_in.post(f"{where}undo/")

    assert "1 vehicle added, 1 changed." in imported
    assert "2 rows were refused." in imported
    assert models == {"TX 350", "RX 350h", "ES 350"}
    assert set(Vehicle.objects.values_list("model", flat=True)) == {"RX 350", "ES 350"}
    assert "The fleet is as it was before." in signed_in.get(where).text


def test_a_fleet_that_changed_meanwhile_is_shown_before_anything_is_imported(signed_in: Client, desk: Counter):
    where = upload(signed_in)
    Vehicle.objects.filter(pk=desk.rx_350.pk).update(model="RX 350h")

    answer = signed_in.post(f"{where}run/", follow=True)

    assert "Row 5 would become something else now. Nothing is imported yet: look again." in answer.text
    assert "Import 1 row" in answer.text
    assert not Vehicle.objects.filter(vin=TX_350).exists()


def test_the_refused_rows_come_back_as_a_file_with_the_reason(signed_in: Client, desk: Counter):
    where = upload(signed_in)

    rows = list(csv.reader(io.StringIO(signed_in.get(f"{where}refused/").text)))

    assert rows[0] == ["VIN", "Model", "Tank", "Group", "Price", "Why"]
    assert [row[-1] for row in rows[1:]] == [
        "No group is called “Servise loaners”.",
        "Check digit: place 9 is 4, it should be 2. Compare with the door label.",
    ]


def test_columns_are_chosen_by_hand(signed_in: Client, desk: Counter):
    where = upload(signed_in, f"Nummer;Wagen;Inhalt;Gruppe\n{TX_350};TX 350;18,6;Service loaners\n")

    chosen = {"column_vin": "0", "column_model": "1", "column_capacity": "2", "column_home_group": "3"}
    signed_in.post(f"{where}columns/", chosen)

    assert "Import 1 row" in signed_in.get(where).text


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "The file has no rows."), (b"PK\0", "This is no CSV file."), (None, "Choose a file first.")],
)
def test_a_file_that_will_not_do_is_refused_beside_the_field(
    signed_in: Client, desk: Counter, content: bytes | None, words: str
):
    said = {} if content is None else {"file": SimpleUploadedFile("cars.xlsx", content)}

    answer = signed_in.post("/springfield/vehicles/import/", {**said, "form_key": "1"})

    assert answer.status_code == 422
    assert words in answer.text
    assert not VehicleImport.objects.exists()


def test_the_file_we_write_is_the_file_we_read(signed_in: Client, desk: Counter):
    Vehicle.objects.filter(pk=desk.rx_350.pk).update(notes="=1+1", location="Lot A, row 2")
    ours = signed_in.get("/springfield/vehicles/?format=csv").text

    shown = signed_in.get(upload(signed_in, ours))

    assert shown.context["whole"].counts == {"all": 2, "added": 0, "changed": 0, "unchanged": 2, "refused": 0}
    assert (
        signed_in.get("/springfield/vehicles/import/empty/").text.strip()
        == ours.splitlines()[0][: -len(",Status,With")]
    )


def test_the_page_of_a_file_asks_little_and_no_more_for_many_rows(signed_in: Client, desk: Counter):
    few, many = upload(signed_in), upload(signed_in, ARRIVALS + ARRIVALS.partition("\n")[2] * 50)
    signed_in.get("/springfield/settings/")
    with statements() as for_few:
        signed_in.get(few)
    with statements() as for_many:
        signed_in.get(many)

    assert len(for_few) == len(for_many) <= MOST, "\n".join(for_many.texts)
