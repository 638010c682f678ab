import core.clock
import core.together
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
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                        ('key', models.CharField(max_length=160)),
                        ('sentence', models.CharField(max_length=600)),
                        ('url', models.CharField(max_length=300)),
                        ('urgent', models.BooleanField(default=False)),
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
                    name='Wish',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='wish', to=settings.AUTH_USER_MODEL)),
                        ('by_mail', models.BooleanField(default=True, verbose_name='also by e-mail')),
                        ('quiet_from', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(23)], verbose_name='quiet from (hour)')),
                        ('quiet_until', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(23)], verbose_name='quiet until (hour)')),
                    ],
                ),
                migrations.CreateModel(
                    name='Mail',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mails', to=settings.AUTH_USER_MODEL)),
                        ('key', models.CharField(max_length=200, unique=True)),
                        ('message_id', models.CharField(max_length=120, unique=True)),
                        ('address', models.EmailField(max_length=254)),
                        ('subject', models.CharField(max_length=200)),
                        ('body', models.TextField()),
                        ('urgent', models.BooleanField(default=False)),
                        ('state', models.CharField(choices=[('waiting', 'waiting'), ('sending', 'being sent'), ('sent', 'sent'), ('failed', 'failed')], default='waiting', max_length=8)),
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
            ],
        ),
    ]
