import core.clock
import core.together
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        core.together.Together(
            operations=[
                migrations.CreateModel(
                    name='CalendarDay',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('date', models.DateField(unique=True, verbose_name='day')),
                        ('kind', models.CharField(choices=[('off', 'day off'), ('work', 'make-up working day')], default='off', max_length=4, verbose_name='kind')),
                        ('reason', models.CharField(max_length=200, verbose_name='reason')),
                        ('notice_number', models.CharField(blank=True, max_length=60, verbose_name='number of the notice')),
                        ('proposed', models.BooleanField(default=False, verbose_name='proposed by the software')),
                    ],
                    options={
                        'ordering': ('date',),
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['off', 'work'])), name='calendar_day_kind')],
                    },
                ),
                migrations.CreateModel(
                    name='Act',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('client_id', models.UUIDField()),
                        ('user_id', models.PositiveBigIntegerField()),
                        ('at', models.DateTimeField(db_index=True, default=core.clock.now)),
                        ('location', models.CharField(blank=True, max_length=300)),
                        ('trigger', models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('client_id', 'user_id'), name='act_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Slot',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=64)),
                        ('due', models.DateTimeField()),
                        ('at', models.DateTimeField(db_index=True, default=core.clock.now)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('name', 'due'), name='slot_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Heartbeat',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('worker', models.CharField(max_length=64, unique=True)),
                        ('at', models.DateTimeField(db_index=True, default=core.clock.now)),
                    ],
                ),
            ],
        ),
    ]
