import core.clock
import core.together
import datetime
import django.core.validators
import django.db.models.deletion
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
                    name='Device',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='devices', to=settings.AUTH_USER_MODEL)),
                        ('name', models.CharField(max_length=80)),
                        ('digest', models.CharField(max_length=64, unique=True)),
                        ('sealed', models.TextField()),
                        ('since', models.DateTimeField(default=core.clock.now)),
                        ('pushed_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ('-pk',),
                    },
                ),
                migrations.CreateModel(
                    name='ServerKey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=16, unique=True)),
                        ('sealed', models.TextField()),
                        ('made_at', models.DateTimeField(default=core.clock.now)),
                    ],
                ),
                migrations.CreateModel(
                    name='Gateway',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60, unique=True, verbose_name='name')),
                        ('url', models.URLField(max_length=300, verbose_name='address')),
                        ('kinds', models.JSONField(blank=True, default=list)),
                        ('template', models.CharField(default='[Nghi Su] {sentence} {url}', max_length=200, verbose_name='text')),
                        ('longest', models.PositiveSmallIntegerField(default=160, verbose_name='longest text (signs)')),
                        ('plain', models.BooleanField(default=True, verbose_name='without diacritics')),
                        ('is_on', models.BooleanField(default=True, verbose_name='in use')),
                        ('sealed', models.TextField()),
                        ('sealed_before', models.TextField(blank=True, default='')),
                        ('before_until', models.DateTimeField(blank=True, null=True)),
                        ('made_at', models.DateTimeField(default=core.clock.now)),
                    ],
                    options={
                        'ordering': ('name',),
                    },
                ),
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                        ('key', models.CharField(max_length=160)),
                        ('sentence', models.CharField(max_length=600)),
                        ('url', models.CharField(max_length=300)),
                        ('urgent', models.BooleanField(default=False)),
                        ('kind', models.CharField(choices=[('task', 'Tasks'), ('meeting', 'Meetings'), ('signing', 'Signing'), ('opinion', 'Opinions'), ('other', 'Other matters')], default='other', max_length=8)),
                        ('group', models.CharField(blank=True, default='', max_length=40)),
                        ('created_at', models.DateTimeField(default=core.clock.now)),
                        ('read_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ('-pk',),
                        'indexes': [models.Index(condition=models.Q(('read_at', None)), fields=['user'], name='notice_unread')],
                        'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='notice_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Enclosure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sha256', models.CharField(max_length=64)),
                        ('name', models.CharField(max_length=120)),
                        ('kind', models.CharField(max_length=120)),
                        ('content', models.BinaryField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('sha256', 'name', 'kind'), name='enclosure_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Mail',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mails', to=settings.AUTH_USER_MODEL)),
                        ('channel', models.CharField(choices=[('mail', 'E-mail'), ('push', 'On my devices'), ('gateway', 'SMS or chat')], default='mail', max_length=8)),
                        ('key', models.CharField(max_length=200, unique=True)),
                        ('message_id', models.CharField(max_length=120, unique=True)),
                        ('address', models.CharField(max_length=254)),
                        ('device', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mails', to='notices.device')),
                        ('gateway', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mails', to='notices.gateway')),
                        ('kind', models.CharField(choices=[('task', 'Tasks'), ('meeting', 'Meetings'), ('signing', 'Signing'), ('opinion', 'Opinions'), ('other', 'Other matters')], default='other', max_length=8)),
                        ('subject', models.CharField(max_length=200)),
                        ('body', models.TextField()),
                        ('html', models.TextField(blank=True, default='')),
                        ('url', models.CharField(blank=True, default='', max_length=300)),
                        ('urgent', models.BooleanField(default=False)),
                        ('notice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mails', to='notices.notice')),
                        ('carrier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='folded', to='notices.mail')),
                        ('state', models.CharField(choices=[('waiting', 'waiting'), ('sending', 'being sent'), ('folded', 'goes with another'), ('sent', 'sent'), ('failed', 'failed'), ('dropped', 'no longer needed')], default='waiting', max_length=8)),
                        ('waits', models.CharField(blank=True, choices=[('night', 'it is night'), ('day_off', 'it is a day off'), ('hours', 'own quiet hours'), ('pause', 'do not disturb'), ('digest', 'waits for the digest'), ('gather', 'gathers what belongs together'), ('retry', 'the last try failed')], default='', max_length=8)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('unsure', models.PositiveSmallIntegerField(default=0, help_text='how often it was handed over without an answer')),
                        ('not_before', models.DateTimeField(default=core.clock.now)),
                        ('claimed_until', models.DateTimeField(blank=True, null=True)),
                        ('error', models.CharField(blank=True, max_length=300)),
                        ('created_at', models.DateTimeField(default=core.clock.now)),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('enclosures', models.ManyToManyField(related_name='mails', to='notices.enclosure')),
                    ],
                    options={
                        'ordering': ('-pk',),
                        'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'sending'])), fields=['not_before'], name='mail_to_send')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='mail_sent_has_time')],
                    },
                ),
                migrations.CreateModel(
                    name='Wish',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='wish', to=settings.AUTH_USER_MODEL)),
                        ('by_mail', models.BooleanField(default=True, verbose_name='also by e-mail')),
                        ('choices', models.JSONField(blank=True, default=dict)),
                        ('morning', models.TimeField(default=datetime.time(7, 0), verbose_name="the morning's digest")),
                        ('afternoon', models.TimeField(default=datetime.time(16, 0), verbose_name="the afternoon's digest")),
                        ('quiet_from', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(23)], verbose_name='quiet from (hour)')),
                        ('quiet_until', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(23)], verbose_name='quiet until (hour)')),
                        ('works_from', models.TimeField(blank=True, null=True, verbose_name='I work from')),
                        ('works_until', models.TimeField(blank=True, null=True, verbose_name='until')),
                        ('weekdays', models.CharField(blank=True, default='', max_length=7)),
                        ('paused_until', models.DateTimeField(blank=True, null=True)),
                        ('shows_words', models.BooleanField(default=False, verbose_name='the sentence itself on the lock screen')),
                        ('gateway', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='wishes', to='notices.gateway')),
                        ('phone', models.CharField(blank=True, default='', max_length=24, verbose_name='phone')),
                        ('phone_proved_at', models.DateTimeField(blank=True, null=True)),
                        ('code_tries', models.PositiveSmallIntegerField(default=0)),
                    ],
                ),
            ],
        ),
    ]
