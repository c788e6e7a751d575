"""The administrators' page of an outlet: what cleaning removes, what editors put back, what wants a look."""

import pytest
from django.urls import reverse

from archive.desk import SubmittedFile, overrule_block, submit_files
from archive.models import Outlet

pytestmark = pytest.mark.django_db(transaction=True)

STORY = "The ferry Northern Light ran aground on Friday with forty passengers aboard, the coastguard said. "


def submit(text, name="report.txt"):
    batch = submit_files([SubmittedFile(name, text.encode())], by=None, outlet="Harbour Post", publish=True)
    return batch.items.get().article


@pytest.fixture
def read_page(client, admin_user):
    """Return a function that reads the outlet's page."""
    client.force_login(admin_user)

    def read():
        outlet = Outlet.objects.get(name="Harbour Post")
        return client.get(reverse("admin:archive_outlet_cleaning", args=[outlet.pk])).content.decode()

    return read


def report(number, *lines):
    story = "\n\n".join(f"{STORY}Report {number}, part {part}." for part in range(4))
    return "\n\n".join([story, *lines, f"{STORY}That was report {number}."])


def test_the_lines_removed_most_stand_with_their_number_and_reason(read_page):
    for number in range(3):
        submit(report(number, "Advertisement"))

    assert '<td dir="auto">Advertisement</td><td>3</td><td>advertisement</td>' in read_page()


def test_what_editors_overruled_stands_with_what_cleaning_had_said(read_page):
    article = submit(report(1, "Advertisement"))
    overrule_block(article.blocks.get(text="Advertisement"), "kept", by=None)

    assert '<td dir="auto">Advertisement</td><td>kept it</td><td>advertisement</td>' in read_page()


def test_short_stripped_and_commented_articles_want_a_look(read_page):
    submit("Two ferries met on Friday, the coastguard said, and nobody was hurt in the harbour of the town.")
    stripped = submit(report(2, *(f"READ MORE: Two ferries met at sea, part {part}" for part in range(40))))
    commented = submit(report(3))
    remarks = ("Jane D., 2 May 2016 at 9:15", "Tom, 3 May 2016 at 10:20")
    for block, text in zip(commented.blocks.all(), remarks, strict=False):
        commented.blocks.filter(pk=block.pk).update(text=text)

    html = read_page()

    assert "very short: 9" in html
    assert "much removed: " in html.split(f"/desk/articles/{stripped.pk}/")[1].split("</tr>")[0]
    assert "comments may be left: 2 lines" in html


def test_an_outlet_without_articles_says_so(read_page):
    Outlet.objects.create(name="Harbour Post")

    assert "No article of Harbour Post is stored" in read_page()


def test_the_number_of_queries_does_not_grow_with_the_articles(read_page, django_assert_max_num_queries):
    for number in range(6):
        submit(report(number, "Advertisement"))

    with django_assert_max_num_queries(12):
        read_page()


def test_the_list_of_outlets_links_to_the_page(client, admin_user):
    client.force_login(admin_user)
    submit(report(1))
    outlet = Outlet.objects.get(name="Harbour Post")

    html = client.get(reverse("admin:archive_outlet_changelist")).content.decode()

    assert reverse("admin:archive_outlet_cleaning", args=[outlet.pk]) in html


def test_editors_who_may_not_administer_do_not_see_it(client, editor):
    outlet = Outlet.objects.create(name="Harbour Post")
    client.force_login(editor)

    assert client.get(reverse("admin:archive_outlet_cleaning", args=[outlet.pk])).status_code == 302
