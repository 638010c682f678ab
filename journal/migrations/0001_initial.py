import core.together
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('people', '__first__'),
    ]

    operations = [
        core.together.Together(
            operations=[
                migrations.CreateModel(
                    name='Book',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('topic', models.CharField(max_length=64, unique=True)),
                        ('last_seq', models.PositiveBigIntegerField(default=0)),
                        ('head', models.CharField(default='', max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name='Entry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='journal.book')),
                        ('seq', models.PositiveBigIntegerField()),
                        ('event', models.CharField(max_length=64)),
                        ('who', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('who_name', models.CharField(blank=True, max_length=200)),
                        ('what', models.CharField(max_length=64)),
                        ('label', models.CharField(max_length=500)),
                        ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                        ('parts', models.JSONField(default=list)),
                        ('at', models.DateTimeField()),
                        ('before', models.CharField(blank=True, max_length=64)),
                        ('hash', models.CharField(max_length=64)),
                    ],
                    options={
                        'ordering': ('book', 'seq'),
                        'constraints': [models.UniqueConstraint(fields=('book', 'seq'), name='entry_seq_once')],
                    },
                ),
            ],
        ),
    ]
