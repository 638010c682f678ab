"""Fill the calendar of days off for 2025 to 2027 from the proposal; the administrator's page changes it."""

from django.db import migrations

from core.official_days import propose


def fill(apps, schema_editor):
    CalendarDay = apps.get_model("core", "CalendarDay")
    rows = [
        CalendarDay(
            date=row.day,
            kind=row.kind,
            reason=row.reason,
            notice_number=row.notice,
            proposed=True,
        )
        for row in propose([2025, 2026, 2027])
    ]
    CalendarDay.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
