"""No query, however odd, takes long: each shape at its worst, on the processor's own clock."""

import time

import pytest

# A page is promised within this (s).
PROMISED = 0.3

WORST = {
    "ten thousand characters": "ferry storm " * 833,
    "five hundred clauses": " OR ".join(f"word{number}" for number in range(500)),
    "stop words": "the of and to",
    "operators": 'OR OR - ( ) " "',
    "a star": "a* * b*",
    "wide stars": "co* in* re* de* fe* " * 20,
    "one word": "x" * 10_000,
    "names": "Aleppo Idlib Homs Hama Latakia Palmyra " * 16,
    "a wide circle": "near:Aleppo~200 near:Homs~200",
    "fields": "place:Aleppo " * 100,
    "slips": "ferrry stormm " * 20,
    "common words near each other": '"of the in to and"~100 ' * 20,
    "exclusions": " ".join(f"-w{number}" for number in range(100)),
    "brackets": "(" * 50 + "a" + ")" * 50,
}


@pytest.mark.parametrize("shape", WORST)
def test_the_worst_of_each_shape_is_answered_in_time(shape, client, shelf):
    for number in range(3):
        shelf.article(f"The ferry of the storm came to and from in {number} Aleppo.")
    shelf.index()
    client.get("/", {"q": "near:Homs ferry"})  # what is read once is read
    taken = []
    for _ in range(2):  # the lesser: what else the machine is at is not the search's cost
        began = time.process_time()
        response = client.get("/", {"q": WORST[shape]})
        taken.append(time.process_time() - began)
    assert response.status_code == 200
    assert 'role="status"' in response.content.decode()
    assert min(taken) < PROMISED
