"""Search by whole words: the folded text holds words only, and has its index."""

from django.db import migrations

from core.finding import plain
from core.fulltext import create

BATCH = 2000


def refold(apps, editor):
    """Keep words only in the texts that were folded before."""
    tasks = apps.get_model("tasks", "Task").objects.using(editor.connection.alias).order_by("pk")
    after = 0
    while rows := list(tasks.filter(pk__gt=after).only("pk", "search_text")[:BATCH]):
        for row in rows:
            row.search_text = plain(row.search_text)
        tasks.bulk_update(rows, ["search_text"])
        after = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [("tasks", "0009_indexes")]
    operations = [
        migrations.RunPython(refold, migrations.RunPython.noop),
        migrations.RunPython(
            lambda _apps, editor: create(editor, "tasks_task"), migrations.RunPython.noop
        ),
    ]
