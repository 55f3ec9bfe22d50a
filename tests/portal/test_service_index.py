"""The service index as everybody reads it: ranked, with its formula, and the same in the file."""

import csv


def test_the_page_ranks_and_tells_the_points(page):
    main = page("public.service_index").main
    organisations, services = main.select("table")
    assert [link["href"] for link in services.select("a")] == ["/en/services/register-birth"]
    assert [link["href"] for link in organisations.select("a")] == ["/en/organisations/registry"]
    cells = [cell.get_text() for cell in services.select("tbody td")]
    assert cells[:2] == ["1", organisations.select("tbody td")[1].get_text()]


def test_the_file_says_what_the_page_says(page, client):
    cells = [cell.get_text() for cell in page("public.service_index").main.select("table")[1].select("tbody td")]
    answer = client.get("/en/service-index.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    [row] = csv.DictReader(answer.get_data().decode("utf-8-sig").splitlines())
    assert (row["rank"], row["service"], row["organisation"]) == ("1", "register-birth", "registry")
    names = ("score", "information", "means", "time", "languages", "channels", "checks")
    assert [float(row[name]) for name in names] == [float(cell) for cell in cells[1:-2]]
    assert (row["feedback"], row["answers"]) == ("", "")
    assert cells[-2:] == ["–", "–"]
    assert "Set-Cookie" not in answer.headers


def test_the_page_and_its_file_may_be_kept(client):
    for path in ("/en/service-index", "/en/service-index.csv"):
        assert client.get(path).headers["Cache-Control"] == "no-cache"
