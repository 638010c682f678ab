import core.clock
import core.together
import django.core.validators
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
                    name='Task',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=300, verbose_name='task')),
                        ('detail', models.TextField(blank=True, max_length=8000, verbose_name='detail')),
                        ('product', models.CharField(blank=True, max_length=300, verbose_name='expected product')),
                        ('priority', models.CharField(choices=[('normal', 'normal'), ('urgent', 'urgent'), ('flash', 'most urgent')], default='normal', max_length=8, verbose_name='priority')),
                        ('lead_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='led_tasks', to='people.unit')),
                        ('lead_person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='led_tasks', to=settings.AUTH_USER_MODEL)),
                        ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='given_tasks', to=settings.AUTH_USER_MODEL)),
                        ('recorder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='deadline')),
                        ('due_time', models.TimeField(blank=True, null=True, verbose_name='hour')),
                        ('state', models.CharField(choices=[('assigned', 'assigned'), ('accepted', 'in progress'), ('reported', 'waiting for approval'), ('done', 'done'), ('declined', 'declined'), ('cancelled', 'cancelled')], default='assigned', max_length=10)),
                        ('percent', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(100)])),
                        ('kept', models.BooleanField(editable=False, null=True)),
                        ('source_label', models.CharField(blank=True, max_length=300)),
                        ('source_quote', models.TextField(blank=True, max_length=4000)),
                        ('source_url', models.CharField(blank=True, max_length=300)),
                        ('source_key', models.CharField(blank=True, max_length=160, null=True, unique=True)),
                        ('folder', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='documents.folder')),
                        ('created_at', models.DateTimeField(default=core.clock.now)),
                        ('assigned_at', models.DateTimeField(default=core.clock.now)),
                        ('known_since', models.DateField(default=core.clock.today, help_text='the day the lead learned of this deadline')),
                        ('reported_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('remind_at', models.DateTimeField(blank=True, null=True)),
                        ('search_text', models.TextField(editable=False)),
                        ('supporters', models.ManyToManyField(blank=True, related_name='supported_tasks', to='people.unit')),
                    ],
                    options={
                        'ordering': ('due_on', 'pk'),
                        'indexes': [models.Index(fields=['giver', 'state', 'due_on'], name='task_given'), models.Index(fields=['lead_unit', 'state', 'due_on'], name='task_by_unit'), models.Index(fields=['lead_person', 'state', 'due_on'], name='task_by_person'), models.Index(condition=models.Q(('remind_at__isnull', False)), fields=['remind_at'], name='task_to_remind')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('lead_unit__isnull', False), ('lead_person__isnull', False), _connector='OR'), name='task_has_lead'), models.CheckConstraint(condition=models.Q(('due_time', None), ('due_on__isnull', False), _connector='OR'), name='task_hour_has_day'), models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='task_percent'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['done', 'cancelled']), _negated=True), ('ended_at__isnull', False), _connector='OR'), name='task_end_has_time')],
                    },
                ),
                migrations.CreateModel(
                    name='DueChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='due_changes', to='tasks.task')),
                        ('old_on', models.DateField(null=True)),
                        ('old_time', models.TimeField(null=True)),
                        ('new_on', models.DateField(null=True)),
                        ('new_time', models.TimeField(null=True)),
                        ('reason', models.CharField(max_length=1000)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField(default=core.clock.now)),
                    ],
                    options={
                        'ordering': ('pk',),
                    },
                ),
                migrations.CreateModel(
                    name='Report',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='tasks.task')),
                        ('kind', models.CharField(choices=[('progress', 'progress'), ('result', 'result')], max_length=8)),
                        ('text', models.TextField(max_length=8000)),
                        ('percent', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)])),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField(default=core.clock.now)),
                        ('kept', models.BooleanField(null=True)),
                        ('verdict', models.CharField(blank=True, choices=[('waiting', 'waiting'), ('accepted', 'accepted'), ('returned', 'returned')], max_length=8)),
                        ('verdict_reason', models.TextField(blank=True, max_length=4000)),
                        ('verdict_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('verdict_at', models.DateTimeField(blank=True, null=True)),
                        ('papers', models.ManyToManyField(blank=True, related_name='+', to='documents.paper')),
                    ],
                    options={
                        'ordering': ('pk',),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('verdict', 'waiting')), fields=('task',), name='one_result_waits'), models.CheckConstraint(condition=models.Q(('kind', 'result'), ('verdict', ''), _connector='OR'), name='verdict_is_on_a_result')],
                    },
                ),
                migrations.CreateModel(
                    name='Comment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='tasks.task')),
                        ('text', models.TextField(max_length=8000)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField(default=core.clock.now)),
                    ],
                    options={
                        'ordering': ('pk',),
                    },
                ),
                migrations.CreateModel(
                    name='Reminder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='tasks.task')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ladder', models.CharField(max_length=10)),
                        ('anchor', models.DateField()),
                        ('rung', models.CharField(max_length=16)),
                        ('days', models.SmallIntegerField()),
                        ('at', models.DateTimeField(default=core.clock.now)),
                    ],
                    options={
                        'ordering': ('-pk',),
                        'constraints': [models.UniqueConstraint(fields=('task', 'person', 'ladder', 'anchor', 'rung'), name='reminder_once')],
                    },
                ),
            ],
        ),
    ]
