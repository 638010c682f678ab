"""Routes made before ranks: one step after the other, with the fields that their files have."""

from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Cast, Concat
from django.db import models


def write(apps, _editor):
    steps = apps.get_model("signing", "Step").objects.filter(rank=0)
    name = Concat(Value("ChuKy"), Cast(F("position"), models.CharField(max_length=5)))
    steps.filter(kind="sign").update(field=name)
    steps.filter(kind__in=("number", "seal")).update(field="ConDau")
    steps.update(rank=F("position"))


class Migration(migrations.Migration):
    dependencies = (("signing", "0003_routes_in_ranks"),)
    operations = (migrations.RunPython(write, migrations.RunPython.noop),)
