// Portfolios that stretch a theme, made up: each is a map of files. Both audiences read all of it.
const audiences = (options = '') => `audiences:
  recruiter: {theme: recruiter${options}}
  community: {theme: community, url: "https://robin.example/community/"${options}}
default_audience: [recruiter, community]
`;
export const settings = ({ title = 'Robin Sample', language = 'en-GB', more = '', options = '' } = {}) =>
  `title: ${JSON.stringify(title)}\nurl: https://robin.example/\nlanguage: ${language}\n${audiences(options)}${more}`;

export const entry = (matter, text = '') =>
  `---\n${Object.entries(matter).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join('')}---\n${text === '' ? '' : `\n${text}\n`}`;

// ---- In German: long words, and every part of a site ------------------------------------------------------------

const LONG = 'Rechtsschutzversicherungsgesellschaftsdatenbankmigrationsprojektleitung';
const GERMAN = `Als Verantwortliche für die Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtenversicherung habe ich die
Datenschutz-Grundverordnungs-Folgenabschätzungen der **Kraftfahrzeughaftpflichtversicherung** um **87 %** verkürzt, von **14 Wochen auf 9 Tage**, und
die Nachvollziehbarkeit der Geschwindigkeitsüberschreitungsstatistiken wiederhergestellt (\`SELECT * FROM ${LONG.toLowerCase()}.verarbeitungstaetigkeiten\`).

- Arbeiterunfallversicherungsgesetzeskonforme Auswertungen für **1.250.000 €** Fördervolumen
- Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnungen, maschinell geprüft
- ${LONG}: ohne eine einzige Unterbrechung`;

const GERMAN_STORY = `## Ausgangslage

${GERMAN}

> Wer Unvorhergesehenes vorhersieht, sieht auch das Vorhersehbare, sagt die Verwaltungsgerichtsbarkeitsbeauftragte.

## Was ich getan habe

| Verarbeitungstätigkeitsverzeichnis | Aufbewahrungsfristüberschreitungen | Verantwortlichkeitsbereich | Löschkonzept |
|---|--:|---|---|
| Kundenzufriedenheitsbefragungen | 1.204 | Öffentlichkeitsarbeit | ja |
| Gehaltsabrechnungszwischenspeicher | 17 | Personalverwaltung | in Vorbereitung |

\`\`\`sql
SELECT verarbeitungstaetigkeit, aufbewahrungsfristueberschreitungen FROM ${LONG.toLowerCase()} WHERE zustaendigkeitsbereich = 'Öffentlichkeitsarbeit';
\`\`\`

Nachzulesen unter <https://beispiel.example/${LONG.toLowerCase()}/verwaltungsvorschriften/durchfuehrungsbestimmungen>.[^1]

## Wirkung

Die Bearbeitungsdauer sank von **1,5 Wochen auf einen Tag**.

## Was ich gelernt habe

1. Zuständigkeitsübertragungen zuerst schriftlich.
2. Danach die Qualitätssicherungsmaßnahmen.

[^1]: Und in der Durchführungsverordnungsänderungsbekanntmachung.`;

function german(options = '') {
  const role = (start, end, organization, title) => entry({ title, start, end, organization, location: 'Garmisch-Partenkirchen', stack: ['PostgreSQL', 'Datenqualitätsmanagement', 'Python', 'Verantwortlichkeitszuweisung'], summary: 'Leitung der Grundstücksverkehrsgenehmigungsdatenaufbereitung für **1.200** Gemeinden.', result: '**87 %** weniger Bearbeitungszeit' }, GERMAN);
  return {
    'site.yaml': settings({ title: 'Dr. Annegret Müller-Lüdenscheidt', language: 'de', options }),
    'profile.md': entry({ name: 'Dr. Annegret Müller-Lüdenscheidt', label: 'Datenverarbeitungsverantwortliche und Barrierefreiheitsbeauftragte', email: 'annegret.mueller-luedenscheidt@datenverarbeitungsgesellschaft.example', phone: '+49 30 1234567', location: 'Garmisch-Partenkirchen', pronouns: 'sie/ihr', availability: 'ab dem kommenden Wintersemester', summary: 'Ich mache aus Verwaltungsverfahrensvorschriften verständliche Datenflüsse, und aus Zuständigkeitsstreitigkeiten Zusammenarbeit.', profiles: [{ network: 'Mastodon', username: '@annegret@sozialesnetzwerk.example', url: 'https://sozialesnetzwerk.example/@annegret' }], languages: [{ language: 'Deutsch', fluency: 'Muttersprache' }, 'Niederländisch'], interests: ['Modelleisenbahnlandschaftsgestaltung'], topics: ['Barrierefreiheitsverordnungen für Einsteigerinnen', 'Datenschutz'], bio_short: 'Annegret verarbeitet Daten.', bio_long: `Annegret verarbeitet Daten, und zwar ${LONG}.`, invite: 'Einladungen gern **schriftlich**, mit Veranstaltungsortbeschreibung.' }, GERMAN),
    'experience/amt.md': role('2019-04', 'present', 'Bundesanstalt für Verwaltungsverfahrensvereinfachung', 'Leiterin der Datenqualitätssicherungsabteilung'),
    'experience/amt-davor.md': role('2015', '2019-03', 'Bundesanstalt für Verwaltungsverfahrensvereinfachung', 'Sachbearbeiterin'),
    'experience/verein.md': role('2010-02', '2014', 'Donaudampfschifffahrtsgesellschaft', LONG),
    'projects/umzug.md': entry({ title: `${LONG} ohne Unterbrechung`, start: '2020-01', end: '2021-06', organization: 'Bundesanstalt', team: '4 Datenverarbeitungsfachleute', lead: '60 %', result: 'Von **14 Wochen auf 9 Tage**', stack: ['PostgreSQL', 'Python'] }, GERMAN_STORY),
    'diversity/index.md': entry({ title: 'Gleichstellungsbeauftragtentätigkeiten' }, GERMAN),
    'diversity/mentoring.md': entry({ title: 'Berufsrückkehrerinnenmentoringprogramm', start: '2018', end: 'present', role: 'Mitbegründerin', organization: 'Volkshochschulverband', group: 'Erwachsenenbildungsangebote', outcome: '**31** Vermittlungen', location: 'Oberammergau' }, GERMAN),
    'education/diplom.md': entry({ title: 'Verwaltungswissenschaften', start: '2003', end: '2009', organization: 'Universität Konstanz', degree: 'Diplom-Verwaltungswissenschaftlerin', area: 'Verwaltungsinformatik', score: '1,3', courses: ['Rechtsinformatikgrundlagen', 'Statistik'] }),
    'awards/preis.md': entry({ title: 'Barrierefreiheitspreis der Verwaltungshochschulgesellschaft', date: '2022-11', organization: 'Verwaltungshochschulgesellschaft' }),
    'talks/vortrag.md': entry({ title: 'Wie wir Datenschutzfolgenabschätzungen lieben lernten', date: '2030-09-14', time: '18:30', event: 'Verwaltungsdigitalisierungskonferenz', location: 'Castrop-Rauxel', slides: 'https://beispiel.example/folien', summary: 'Neunzig Minuten über Verantwortlichkeitszuweisungen.' }),
    'talks/davor.md': entry({ title: 'Barrierefreiheitsverordnungen', date: '2021-05-03', event: 'Fachtagung', video: 'https://beispiel.example/film', outcome: 'Drei neue Arbeitsgruppen' }),
    'writing/text.md': entry({ title: 'Über die Unvermeidbarkeit zusammengesetzter Hauptwörter', date: '2023-02-01', publisher: 'Verwaltungsfachzeitschriftenverlag', stack: ['Datenqualitätsmanagement'] }, GERMAN_STORY),
    'philosophy/index.md': entry({ title: 'Zusammenarbeitsgrundsätze' }, GERMAN_STORY),
    'philosophy/zuhoeren.md': entry({ title: 'Zuhören' }, GERMAN),
  };
}

// ---- Much of it --------------------------------------------------------------------------------------------------

const WORDS = 'ash birch cedar elm fir hazel juniper larch maple oak pine rowan spruce willow yew'.split(' ');
const skillName = (i) => `${WORDS[i % 15][0].toUpperCase()}${WORDS[i % 15].slice(1)} ${WORDS[Math.floor(i / 15) % 15]}${i > 224 ? ' for distributed systems' : ''}`;

function manySkills() {
  const all = Array.from({ length: 400 }, (_, i) => skillName(i));
  const files = { 'site.yaml': settings(), 'profile.md': entry({ name: 'Robin Sample', label: 'Generalist' }) };
  for (let i = 0; i < 5; i++)
    files[`experience/role-${i}.md`] = entry({ title: `Engineer of part ${i + 1}`, organization: `Employer ${i + 1}`, start: `${2010 + i * 3}`, end: `${2012 + i * 3}`, stack: all.filter((_, at) => at % 5 === i || at % 7 === i) }, 'Built things.');
  return files;
}

function fifteenRoles() {
  const files = {
    'site.yaml': settings({ title: 'Maximiliane-Theodora van der Westhuizen-Featherstonehaugh III' }),
    'profile.md': entry({ name: 'Maximiliane-Theodora van der Westhuizen-Featherstonehaugh III', label: 'Principal engineer for distributed settlement and reporting', email: 'max@robin.example', summary: 'Fifteen jobs.' }),
  };
  for (let i = 0; i < 15; i++)
    files[`experience/role-${i}.md`] = entry({ title: i % 4 ? `Engineer, level ${i}` : 'Head of data platforms, reporting and all that goes with it x', organization: `Employer number ${Math.floor(i / 2)} & Sons`, start: `${1996 + i * 2}-0${1 + (i % 9)}`, end: i > 12 ? 'present' : `${1998 + i * 2}-06`, stack: WORDS.slice(0, 1 + i) }, `- Cut costs by **${i * 3 + 10} %**\n- Moved **${i},000** tables\n- Wrote it down\n- And a fourth thing`);
  return files;
}

function threeScripts() {
  return {
    'site.yaml': settings({ title: 'Ада Лавлейс 山田太郎 أحمد' }),
    'profile.md': entry({ name: 'Ада Лавлейс 山田太郎 أحمد', label: 'エンジニア', summary: 'Пишу код и тексты。毎日。', location: '東京', pronouns: 'она/彼女' }),
    'experience/tokyo.md': entry({ title: 'シニアエンジニア', organization: '株式会社例', start: '2019', end: 'present', stack: ['Питон', 'データ'] }, '速度を**80%**改善した。'),
    'experience/cairo.md': entry({ title: 'مهندسة بيانات', organization: 'شركة المثال', start: '2015', end: '2018' }, 'قلّلت التكلفة بنسبة **40%**.'),
    'talks/moscow.md': entry({ title: 'Как читать чужой код', event: 'Конференция', date: '2024-05' }),
    'diversity/lessons.md': entry({ title: '初めてのプログラミング教室', start: '2020' }),
  };
}

function oneRole() {
  return {
    'site.yaml': settings(),
    'profile.md': entry({ name: 'Robin Sample' }),
    'experience/first.md': entry({ organization: 'Tidewater Parcels', start: '2025-09' }),
  };
}

// ---- Little of it ------------------------------------------------------------------------------------------------

const VALUES = { start: '2020', organization: 'Eastmere Council', name: 'Robin Sample', title: 'A title' };
const FOLDERS = { role: 'experience', project: 'projects', community: 'diversity', education: 'education', award: 'awards', talk: 'talks', post: 'writing', page: 'philosophy' };

// Every kind with what it requires (by `vitrine schema`) and not a word more; and once with nothing but a title
function required(schema) {
  const files = { 'site.yaml': settings() };
  const matter = (kind) => Object.fromEntries((schema.$defs[kind].required ?? []).map((key) => {
    if (VALUES[key] === undefined) throw new Error(`${kind} requires ${key}: say in portfolios.mjs what it may be`);
    return [key, VALUES[key]];
  }));
  files['profile.md'] = entry(matter('profile'));
  for (const [kind, folder] of Object.entries(FOLDERS)) {
    files[`${folder}/bare-${kind}.md`] = entry(matter(kind));
    files[`${folder}/titled-${kind}.md`] = entry({ title: `A ${kind}`, ...matter(kind) });
    if (kind !== 'role') files[`${folder}/worded-${kind}.md`] = entry({}, 'Only words.');
  }
  files['now.md'] = entry({});
  return files;
}

// The same with what a theme lets its user choose
const plum = () => german(', options: {accent: "#7b2d8b", scale: large, photo: circle}');
const night = () => german(', options: {accent: "#f0b35a", scheme: dark, scale: compact}');

export const stretched = (schema) => ({ german: german(), plum: plum(), night: night(), skills: manySkills(), fifteen: fifteenRoles(), scripts: threeScripts(), one: oneRole(), required: required(schema) });
export { FOLDERS };
