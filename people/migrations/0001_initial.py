import core.clock
import core.together
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        core.together.Together(
            operations=[
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('username', models.CharField(max_length=64, unique=True, verbose_name='sign-in name')),
                        ('full_name', models.CharField(max_length=120, verbose_name='full name')),
                        ('search_text', models.CharField(editable=False, max_length=200)),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                        ('phone', models.CharField(blank=True, max_length=24, verbose_name='phone')),
                        ('language', models.CharField(choices=[('vi', 'Vietnamese'), ('en', 'English')], default='vi', max_length=2, verbose_name='language')),
                        ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                        ('is_sample', models.BooleanField(default=False, verbose_name='sample data')),
                        ('joined_at', models.DateTimeField(default=core.clock.now, editable=False)),
                        ('epoch', models.PositiveIntegerField(default=0, editable=False)),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ],
                    options={
                        'ordering': ('full_name',),
                    },
                ),
                migrations.CreateModel(
                    name='Unit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=160, unique=True, verbose_name='name')),
                        ('short', models.CharField(max_length=60, verbose_name='short name')),
                        ('code', models.CharField(blank=True, max_length=24, verbose_name='letters in document numbers')),
                        ('kind', models.CharField(choices=[('committee', "People's Committee"), ('office', 'Office'), ('department', 'Department'), ('division', 'Division'), ('centre', 'Centre or board'), ('ward', 'Ward or commune')], max_length=12, verbose_name='kind')),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='people.unit')),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                        ('search_text', models.CharField(editable=False, max_length=260)),
                    ],
                    options={
                        'ordering': ('position', 'name'),
                    },
                ),
                migrations.CreateModel(
                    name='Position',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120, unique=True, verbose_name='title')),
                        ('rank', models.PositiveSmallIntegerField(default=100, verbose_name='place in the order')),
                    ],
                    options={
                        'ordering': ('rank', 'name'),
                    },
                ),
                migrations.CreateModel(
                    name='Post',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='people.unit')),
                        ('title', models.CharField(max_length=120, verbose_name='title')),
                        ('role', models.CharField(choices=[('official', 'Official'), ('leader', 'Leader'), ('clerk', 'Clerk'), ('administrator', 'Administrator')], default='official', max_length=16, verbose_name='role')),
                        ('is_head', models.BooleanField(default=False, verbose_name='heads the unit')),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        'ordering': ('position', 'pk'),
                        'constraints': [models.UniqueConstraint(fields=('user', 'unit', 'title'), name='post_once')],
                    },
                ),
                migrations.CreateModel(
                    name='SignIn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sign_ins', to=settings.AUTH_USER_MODEL)),
                        ('username', models.CharField(max_length=64)),
                        ('outcome', models.CharField(choices=[('in', 'signed in'), ('failed', 'wrong name or password'), ('out', 'signed out')], max_length=8)),
                        ('at', models.DateTimeField(db_index=True, default=core.clock.now)),
                        ('address', models.CharField(blank=True, max_length=45)),
                        ('device', models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        'ordering': ('-at', '-pk'),
                    },
                ),
                migrations.CreateModel(
                    name='Absence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL)),
                        ('stand_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stood_in_for', to=settings.AUTH_USER_MODEL)),
                        ('since', models.DateField(verbose_name='away from')),
                        ('until', models.DateField(verbose_name='until and including')),
                        ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField(default=core.clock.now)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('-since', '-pk'),
                        'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['stand_in', 'until'], name='absence_open')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='absence_ends_after_it_began'), models.CheckConstraint(condition=models.Q(('person', models.F('stand_in')), _negated=True), name='absence_has_another')],
                    },
                ),
                migrations.CreateModel(
                    name='UnitDay',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='people.unit')),
                        ('date', models.DateField(verbose_name='day')),
                        ('kind', models.CharField(choices=[('off', 'day off'), ('work', 'make-up working day')], default='off', max_length=4, verbose_name='kind')),
                        ('reason', models.CharField(max_length=200, verbose_name='reason')),
                        ('notice_number', models.CharField(blank=True, max_length=60, verbose_name='number of the notice')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField(default=core.clock.now)),
                    ],
                    options={
                        'ordering': ('date', 'unit'),
                        'constraints': [models.UniqueConstraint(fields=('unit', 'date'), name='unit_day_once')],
                    },
                ),
            ],
        ),
    ]
