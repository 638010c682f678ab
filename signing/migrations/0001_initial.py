import core.clock
import core.together
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        core.together.Together(
            operations=[
                migrations.CreateModel(
                    name='Route',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='routes', to='documents.paper')),
                        ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.version')),
                        ('current', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.version')),
                        ('state', models.CharField(choices=[('draft', 'being prepared'), ('circulating', 'being signed'), ('completed', 'signed and issued'), ('returned', 'returned'), ('recalled', 'recalled')], db_index=True, default='draft', max_length=12)),
                        ('code', models.CharField(editable=False, max_length=16, unique=True)),
                        ('suffix', models.CharField(blank=True, max_length=40)),
                        ('reason', models.CharField(blank=True, max_length=1000, verbose_name='reason')),
                        ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='started_routes', to=settings.AUTH_USER_MODEL)),
                        ('started_at', models.DateTimeField(default=core.clock.now)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ('-started_at', '-pk'),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'circulating'))), fields=('paper',), name='paper_on_one_route')],
                    },
                ),
                migrations.CreateModel(
                    name='SigningKey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('holder', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signing_key', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seal_key', to='people.unit')),
                        ('file', models.CharField(max_length=80, unique=True)),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('not_after', models.DateTimeField()),
                        ('wrong_pins', models.PositiveSmallIntegerField(default=0)),
                        ('locked_until', models.DateTimeField(blank=True, null=True)),
                        ('made_at', models.DateTimeField(default=core.clock.now)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('holder__isnull', False), ('unit__isnull', False), _connector='XOR'), name='key_of_a_person_or_a_unit')],
                    },
                ),
                migrations.CreateModel(
                    name='Step',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='signing.route')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('kind', models.CharField(choices=[('sign', 'signs'), ('number', 'numbers and dates'), ('seal', 'applies the seal')], max_length=8)),
                        ('who', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signing_steps', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
                        ('capacity', models.CharField(blank=True, max_length=200)),
                        ('state', models.CharField(choices=[('waiting', 'not yet'), ('asked', 'to do now'), ('signed', 'done'), ('refused', 'returned')], db_index=True, default='waiting', max_length=8)),
                        ('asked_at', models.DateTimeField(blank=True, null=True)),
                        ('done_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ('route', 'position'),
                        'constraints': [models.UniqueConstraint(fields=('route', 'position'), name='step_position_once'), models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('route',), name='one_asked_step')],
                    },
                ),
                migrations.CreateModel(
                    name='Signature',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('step', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signature', to='signing.step')),
                        ('field', models.CharField(max_length=40)),
                        ('signer', models.CharField(max_length=200)),
                        ('certificate', models.CharField(max_length=64)),
                        ('before', models.CharField(max_length=64)),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.version')),
                        ('at', models.DateTimeField(default=core.clock.now)),
                    ],
                    options={
                        'ordering': ('step__route', 'step__position'),
                    },
                ),
            ],
        ),
    ]
