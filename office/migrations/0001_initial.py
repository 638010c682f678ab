import core.clock
import core.together
import django.db.migrations.operations.special
import django.db.models.deletion
import office.search.fulltext
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        core.together.Together(
            operations=[
                migrations.CreateModel(
                    name='AccessKey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='access_keys', to=settings.AUTH_USER_MODEL)),
                        ('purpose', models.CharField(choices=[('feed', 'calendar address'), ('api', 'API token')], max_length=4)),
                        ('name', models.CharField(max_length=80, verbose_name='name')),
                        ('digest', models.CharField(max_length=64, unique=True)),
                        ('hint', models.CharField(max_length=8)),
                        ('scopes', models.CharField(blank=True, max_length=120)),
                        ('created_at', models.DateTimeField(default=core.clock.now)),
                        ('expires_at', models.DateTimeField(null=True)),
                        ('used_at', models.DateTimeField(null=True)),
                        ('revoked_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('-pk',),
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='Found',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=64, unique=True)),
                        ('kind', models.CharField(db_index=True, max_length=16)),
                        ('gate', models.CharField(max_length=16)),
                        ('gate_id', models.PositiveBigIntegerField()),
                        ('title', models.CharField(max_length=600)),
                        ('url', models.CharField(max_length=300)),
                        ('at', models.DateTimeField()),
                        ('source', models.CharField(blank=True, max_length=64)),
                        ('body', models.TextField(blank=True)),
                        ('folded_title', models.CharField(max_length=600)),
                        ('folded', models.TextField(blank=True)),
                    ],
                    options={
                        'default_permissions': (),
                        'indexes': [models.Index(fields=['gate', 'gate_id'], name='found_gate')],
                    },
                ),
                migrations.CreateModel(
                    name='Cursor',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=32, unique=True)),
                        ('entry', models.PositiveBigIntegerField(default=0)),
                    ],
                    options={
                        'default_permissions': (),
                    },
                ),
            ],
        ),
        migrations.RunPython(
            code=office.search.fulltext.create,
            reverse_code=django.db.migrations.operations.special.RunPython.noop,
        ),
    ]
