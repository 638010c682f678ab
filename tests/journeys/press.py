"""Pressing buttons by what they do, whatever the language calls them."""

from playwright.sync_api import Locator, Page


def press(page: Page, action: str, inside: str = "") -> None:
    """Press the button that does `action` (the end of its form's address)."""
    page.locator(f'{inside} form[action$="{action}"] button').first.click()


def fill(form: Locator, **values: str) -> None:
    """Fill a form's fields; “[label]” chooses the option with that label."""
    for name, value in values.items():
        field = form.locator(f"[name={name}]")
        if value.startswith("["):
            field.select_option(label=value[1:-1])
        else:
            field.fill(value)
