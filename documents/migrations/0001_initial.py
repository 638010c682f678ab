import core.clock
import core.together
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('people', '0001_initial'),
    ]

    operations = [
        core.together.Together(
            operations=[
                migrations.CreateModel(
                    name='Folder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=300)),
                        ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='folders', to='people.unit')),
                        ('topic', models.CharField(db_index=True, max_length=64)),
                        ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='own_folders', to=settings.AUTH_USER_MODEL)),
                        ('created_at', models.DateTimeField(default=core.clock.now)),
                    ],
                    options={
                        'permissions': (('see_folder', 'See the papers'), ('file_papers', 'Add and change papers')),
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='Issuer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                        ('code', models.CharField(blank=True, max_length=24, verbose_name='letters in document numbers')),
                        ('closed', models.BooleanField(default=False)),
                    ],
                    options={
                        'ordering': ('name',),
                    },
                ),
                migrations.CreateModel(
                    name='Register',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registers', to='people.unit')),
                        ('name', models.CharField(max_length=60)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('last_number', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('unit', 'name', 'year'), name='register_once')],
                    },
                ),
                migrations.CreateModel(
                    name='FolderGrant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                        ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='documents.folder')),
                    ],
                    options={
                        'unique_together': {('user', 'permission', 'content_object')},
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Paper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('folder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='documents.folder')),
                        ('title', models.CharField(max_length=300, verbose_name='title')),
                        ('kind', models.CharField(blank=True, max_length=32)),
                        ('notation', models.CharField(blank=True, max_length=60, verbose_name='number/notation')),
                        ('issuer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='documents.issuer', verbose_name='issued by')),
                        ('goes_public', models.BooleanField(default=False, verbose_name='public as soon as it is issued')),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('in_review', 'being signed'), ('signed', 'signed'), ('issued', 'issued'), ('withdrawn', 'withdrawn')], db_index=True, default='draft', max_length=12)),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_at', models.DateTimeField(default=core.clock.now)),
                        ('search_text', models.CharField(editable=False, max_length=400)),
                    ],
                    options={
                        'ordering': ('pk',),
                    },
                ),
                migrations.CreateModel(
                    name='Version',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='documents.paper')),
                        ('number', models.PositiveIntegerField()),
                        ('name', models.CharField(max_length=255)),
                        ('sha256', models.CharField(db_index=True, max_length=64)),
                        ('size', models.PositiveBigIntegerField()),
                        ('pages', models.PositiveIntegerField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField(default=core.clock.now)),
                        ('note', models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        'ordering': ('paper', 'number'),
                        'constraints': [models.UniqueConstraint(fields=('paper', 'number'), name='version_number_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Kept',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('folder', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept', to='documents.folder')),
                        ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept', to='documents.paper')),
                        ('name', models.CharField(blank=True, max_length=300, verbose_name='title')),
                        ('at', models.DateTimeField(default=core.clock.now)),
                    ],
                    options={
                        'ordering': ('-at', '-pk'),
                        'constraints': [models.UniqueConstraint(fields=('folder', 'paper'), name='kept_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Publication',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='documents.paper')),
                        ('code', models.CharField(editable=False, max_length=16, unique=True)),
                        ('published_at', models.DateTimeField(db_index=True, default=core.clock.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('withdrawn_at', models.DateTimeField(null=True)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                    ],
                    options={
                        'ordering': ('-published_at', '-pk'),
                    },
                ),
                migrations.CreateModel(
                    name='RegisterNumber',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='numbers', to='documents.register')),
                        ('number', models.PositiveIntegerField()),
                        ('notation', models.CharField(max_length=60)),
                        ('paper', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registered', to='documents.paper')),
                        ('on', models.DateField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('state', models.CharField(choices=[('taken', 'given'), ('reserved', 'set aside'), ('cancelled', 'cancelled')], default='taken', max_length=10)),
                        ('reason', models.CharField(blank=True, max_length=300)),
                        ('at', models.DateTimeField(default=core.clock.now)),
                    ],
                    options={
                        'ordering': ('register', 'number'),
                        'constraints': [models.UniqueConstraint(fields=('register', 'number'), name='register_number_once'), models.CheckConstraint(condition=models.Q(('paper__isnull', False), models.Q(('state', 'taken'), _negated=True), _connector='OR'), name='taken_number_has_a_paper')],
                    },
                ),
                migrations.CreateModel(
                    name='OfficeOriginal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='office_original', to='documents.version')),
                        ('name', models.CharField(max_length=255)),
                        ('kind', models.CharField(max_length=8)),
                        ('sha256', models.CharField(max_length=64)),
                        ('size', models.PositiveBigIntegerField()),
                        ('told', models.JSONField(default=list)),
                        ('fonts', models.JSONField(default=dict)),
                    ],
                ),
            ],
        ),
    ]
