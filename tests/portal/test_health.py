"""Health: alive without asking anything; ready only when database, index and content agree."""

from catalogue.jobs.run import work_once


def test_a_process_that_lives_says_so_without_asking_the_database(client, portal_catalogue, count_queries):
    with count_queries(portal_catalogue.engine) as queries:
        answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"alive": True})
    assert queries.count <= 1


def test_a_portal_with_content_and_index_is_ready(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"ready": True, "problems": []})
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_portal_without_content_or_index_names_both(empty_catalogue, build_app):
    answer = build_app(empty_catalogue).test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json["problems"] == ["there is no content", "there is no search index"]


def test_an_index_that_is_behind_is_named_until_it_has_caught_up(catalogue, build_app):
    from catalogue.commands.import_content import import_content

    work_once(catalogue)
    client = build_app(catalogue).test_client()
    from content_builder import service, small_content

    import_content(catalogue, small_content(service(title="Register your newborn")))
    assert client.get("/readyz").json["problems"] == ["the search index is behind the content"]
    work_once(catalogue)
    assert client.get("/readyz").status_code == 200


def test_a_database_that_cannot_be_read_is_named(catalogue, build_app, monkeypatch):
    app = build_app(catalogue)

    def fails(*arguments, **named):
        raise OSError

    monkeypatch.setattr(catalogue, "reading", fails)
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.json["problems"]) == (503, ["the database cannot be read"])
