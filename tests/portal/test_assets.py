"""Assets: one stylesheet and one script, addressed by their content, small, and mirrored by themselves."""

import gzip
import re

import tinycss2

from portal.assets import STATIC, read_assets

PHYSICAL = re.compile(r"(^|-)(left|right)($|-)|^(width|height|(min|max)-(width|height))$")
ALLOWED = {"text-underline-position"}


def test_an_asset_is_kept_by_browsers_for_a_year_under_the_address_of_its_content(client, page):
    for tag in page("public.home").select("link[rel=stylesheet], link[rel=icon], script[src]"):
        address = tag.get("href") or tag.get("src")
        assert re.search(r"\.[0-9a-f]{12}\.(css|js|svg)$", address)
        assert client.get(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_an_asset_under_another_address_does_not_exist(client):
    assert client.get("/static/onedoor.css").status_code == 404
    assert client.get("/static/..%2Fassets.py").status_code == 404


def test_a_page_needs_at_most_four_requests_and_none_elsewhere(page):
    for endpoint, values in (("public.home", {}), ("public.service", {"id": "register-birth"}), ("public.chat", {})):
        shown = page(endpoint, **values)
        loads = [
            tag.get("href") or tag.get("src") for tag in shown.select("link[rel~=stylesheet], link[rel=icon], [src]")
        ]
        assert len(loads) + 1 <= 4
        assert all(load.startswith("/static/") for load in loads)


def test_style_and_script_stay_light():
    assets = read_assets().by_name
    assert len(gzip.compress(assets["onedoor.css"].body, 9)) <= 10_000
    for script in ("onedoor.js", "chat.js"):
        assert len(gzip.compress(assets[script].body, 9)) <= 4_500


def test_styles_are_valid_and_know_no_left_and_no_right():
    faults = []
    for file in (STATIC / "brand.css", *sorted(STATIC.glob("st*/*.css"))):
        for name, declaration in declarations(tinycss2.parse_stylesheet(file.read_text(encoding="utf-8"))):
            if declaration.type == "error":
                faults.append(f"{file.name}: {declaration.message}")
            elif PHYSICAL.search(declaration.lower_name) and declaration.lower_name not in ALLOWED:
                faults.append(f"{file.name}: {name}: {declaration.name}")
    assert not faults


def declarations(rules, name=""):
    """Yield every declaration with the name of its rule."""
    for rule in rules:
        if rule.type == "error":
            yield name, rule
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in ("media", "supports"):
            yield from declarations(tinycss2.parse_rule_list(rule.content, skip_whitespace=True, skip_comments=True))
        elif rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude).strip()
            for declaration in tinycss2.parse_declaration_list(rule.content, skip_whitespace=True, skip_comments=True):
                yield selector, declaration
