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
                    name='Round',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=300, verbose_name='title')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinion_rounds', to='people.unit')),
                        ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
                        ('drafting_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
                        ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('rule', models.CharField(choices=[('committee', "People's Committee: more than half of all members"), ('government', 'As the Government: more than half of all members'), ('advisory', 'Asking advice only: nothing is decided')], default='committee', max_length=12)),
                        ('explanation', models.TextField(blank=True, max_length=8000)),
                        ('grounds', models.TextField(blank=True, max_length=4000)),
                        ('days', models.PositiveSmallIntegerField(default=3)),
                        ('must_sign', models.BooleanField(default=False)),
                        ('shows', models.CharField(choices=[('totals', 'The totals only'), ('names', 'Who answered what')], default='totals', max_length=8)),
                        ('state', models.CharField(choices=[('draft', 'being prepared'), ('submitted', 'waiting for approval'), ('returned', 'returned to be changed'), ('approved', 'approved, not sent yet'), ('collecting', 'collecting opinions'), ('closed', 'closed, to be counted'), ('counted', 'counted, to be announced'), ('announced', 'announced'), ('reported', 'reported to the session'), ('cancelled', 'cancelled')], db_index=True, default='draft', max_length=10)),
                        ('folder', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='opinion_round', to='documents.folder')),
                        ('deadline', models.DateTimeField(blank=True, null=True)),
                        ('remind_at', models.DateTimeField(blank=True, null=True)),
                        ('reason', models.CharField(blank=True, max_length=1000)),
                        ('announcement', models.TextField(blank=True, max_length=8000)),
                        ('result_paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
                        ('agenda_key', models.CharField(blank=True, db_index=True, max_length=64)),
                        ('agenda_label', models.CharField(blank=True, max_length=300)),
                        ('agenda_url', models.CharField(blank=True, max_length=300)),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_at', models.DateTimeField(default=core.clock.now)),
                        ('sent_at', models.DateTimeField(null=True)),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('counted_at', models.DateTimeField(null=True)),
                        ('counted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('announced_at', models.DateTimeField(null=True)),
                        ('search_text', models.CharField(editable=False, max_length=400)),
                    ],
                    options={
                        'ordering': ('-pk',),
                        'indexes': [models.Index(condition=models.Q(('state', 'collecting')), fields=['deadline'], name='round_collecting')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('collecting', 'closed', 'counted', 'announced', 'reported')), _negated=True), models.Q(('deadline__isnull', False), ('sent_at__isnull', False)), _connector='OR'), name='round_sent_has_deadline')],
                    },
                ),
                migrations.CreateModel(
                    name='Matter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matters', to='opinions.round')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('question', models.TextField(max_length=1000)),
                        ('result', models.JSONField(null=True)),
                    ],
                    options={
                        'ordering': ('position', 'pk'),
                        'constraints': [models.UniqueConstraint(fields=('round', 'position'), name='matter_position_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Asked',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='opinions.round')),
                        ('kind', models.CharField(choices=[('member', 'member'), ('unit', 'unit that comments')], default='member', max_length=6)),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinions_asked', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinions_asked', to='people.unit')),
                        ('title', models.CharField(blank=True, max_length=200)),
                        ('position', models.PositiveIntegerField(default=0)),
                        ('folder', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.folder')),
                        ('removed_at', models.DateTimeField(null=True)),
                        ('removed_reason', models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        'ordering': ('position', 'pk'),
                        'constraints': [models.UniqueConstraint(fields=('round', 'user'), name='asked_person_once'), models.UniqueConstraint(condition=models.Q(('kind', 'unit')), fields=('round', 'unit'), name='asked_unit_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'member'), ('user__isnull', False)), models.Q(('kind', 'unit'), ('unit__isnull', False)), _connector='OR'), name='asked_is_somebody')],
                    },
                ),
                migrations.CreateModel(
                    name='Extension',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extensions', to='opinions.round')),
                        ('old', models.DateTimeField()),
                        ('new', models.DateTimeField()),
                        ('reason', models.CharField(max_length=1000)),
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
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='opinions.round')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('rung', models.CharField(max_length=40)),
                        ('at', models.DateTimeField(default=core.clock.now)),
                    ],
                    options={
                        'ordering': ('-pk',),
                        'constraints': [models.UniqueConstraint(fields=('round', 'person', 'rung'), name='opinion_reminder_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Sheet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('asked', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheets', to='opinions.asked')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('sent', 'sent'), ('replaced', 'replaced')], db_index=True, default='draft', max_length=8)),
                        ('words', models.TextField(blank=True, max_length=8000)),
                        ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
                        ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
                        ('printed', models.CharField(blank=True, max_length=64)),
                        ('signed', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.version')),
                        ('signed_at', models.DateTimeField(null=True)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('saved_at', models.DateTimeField(default=core.clock.now)),
                        ('sent_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('asked', 'number'),
                        'constraints': [models.UniqueConstraint(fields=('asked', 'number'), name='sheet_number_once'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('asked',), name='one_draft_sheet'), models.UniqueConstraint(condition=models.Q(('state', 'sent')), fields=('asked',), name='one_sent_sheet'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('sent_at__isnull', False), _connector='OR'), name='sheet_sent_has_time')],
                    },
                ),
                migrations.CreateModel(
                    name='Reply',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='opinions.sheet')),
                        ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='opinions.matter')),
                        ('choice', models.CharField(blank=True, choices=[('agree', 'Agree'), ('disagree', 'Disagree'), ('other', 'Other opinion'), ('no_opinion', 'No opinion')], max_length=10)),
                        ('text', models.TextField(blank=True, max_length=8000)),
                    ],
                    options={
                        'ordering': ('matter__position',),
                        'constraints': [models.UniqueConstraint(fields=('sheet', 'matter'), name='one_reply_a_matter')],
                    },
                ),
                migrations.CreateModel(
                    name='Row',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='opinions.round')),
                        ('matter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='opinions.matter')),
                        ('reply', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='row', to='opinions.reply')),
                        ('asked', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='opinions.asked')),
                        ('position', models.PositiveIntegerField(default=0)),
                        ('who', models.CharField(max_length=300)),
                        ('place', models.CharField(blank=True, max_length=200)),
                        ('opinion', models.TextField(max_length=8000)),
                        ('verdict', models.CharField(choices=[('open', 'not dealt with yet'), ('accepted', 'accepted'), ('partly', 'accepted in part'), ('explained', 'kept as it is, explained'), ('noted', 'noted')], default='open', max_length=10)),
                        ('answer', models.TextField(blank=True, max_length=8000)),
                        ('change', models.TextField(blank=True, max_length=8000)),
                        ('edition', models.PositiveIntegerField(default=1)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('changed_at', models.DateTimeField(default=core.clock.now)),
                    ],
                    options={
                        'ordering': ('position', 'pk'),
                        'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['open', 'accepted', 'partly', 'explained', 'noted'])), name='row_verdict_known')],
                    },
                ),
            ],
        ),
    ]
