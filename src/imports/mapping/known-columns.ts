import { foldHeader } from './fold-header.ts';
import type { ColumnKind } from './types.ts';

/** A column that is known by its name, whatever the file: where it goes, or why it goes nowhere. */
export type KnownColumn = { target: string | null; note?: string; kind?: ColumnKind };

const byItself = 'BigCommerce keeps this by itself; it cannot be set.';
const noHome = 'BigCommerce has no field for it. To keep it, map it to attributes.NAME or form_fields.NAME.';
const statistics = 'A figure from orders. BigCommerce counts its own orders; it cannot be set.';
const foreignGroup =
  'A group or role of where the file comes from, which is no BigCommerce group. Its values are listed; assign groups by rules.';
const manyTags = 'A customer has many tags but one BigCommerce group. The values are listed; assign groups by rules.';
const textMessages = 'Consent to text messages has no home in BigCommerce.';
const technical = 'Technical data of where the file comes from.';

const notes: [note: string, kind: ColumnKind | undefined, columns: string][] = [
  [
    byItself,
    undefined,
    'date joined, date created, date modified, date added, joined, join date, created, created at, created on, created date, creation date, updated, updated at, modified, modified at, last modified, registered, registered at, registered on, user registered, registration date, signup date, sign up, sign up date, date registered, date d inscription, fecha de alta, fecha de registro, fecha de creacion, registrierungsdatum, erstellt am, data cadastro, data de cadastro, data registrazione, registration ip address, ip address, ip, address count, attribute count, last login, last login at, last active, last seen, last update, address id, customer since, cliente desde, kunde seit, client depuis, cliente dal, klant sinds, registriert am, registrierungsdatum, angelegt am, date de creation, data di registrazione, data di creazione, data de registo, data de criacao, aangemaakt op, registratiedatum, derniere visite, derniere connexion, letzter login, ultimo acceso, ultimo accesso, laatste login, last visit, first visit',
  ],
  [
    statistics,
    undefined,
    'total spent, total spend, total orders, orders, order count, orders count, number of orders, aov, average order value, lifetime value, ltv, clv, amount spent, money spent, last order, last order date, last order id, last order name, last order amount, first order date, points, reward points, loyalty points, paying customer, bestellungen, umsatz, pedidos, total gastado, commandes, ventes, sales, nombre de commandes, total depense, anzahl bestellungen, gesamtumsatz, ordini, totale speso, total gasto, bestellingen, transaction count, lifetime spend, member rating',
  ],
  [
    noHome,
    undefined,
    'dob, birthday, birth date, birthdate, date of birth, fecha de nacimiento, geburtstag, geburtsdatum, date de naissance, data de nascimento, data di nascita, gender, sex, geschlecht, genero, sexo, sexe, sesso, prefix, title, salutation, anrede, titel, civilite, tratamiento, suffix, middle name, middlename, second name, taxvat, vat, vat id, vat number, tax id, tax number, nif, cif, dni, cpf, cnpj, partita iva, codice fiscale, ust id, ustid, siret, website, web, url, homepage, language, locale, currency, fax, telefax, address fax, username, user name, user login, nickname, nick name, display name, user nicename, job title, department, multipass identifier, titre de civilite, titre, titolo, aanhef, geslacht, geboortedatum, tussenvoegsel, voorletters, segundo apellido, numero de tva, numero de iva, ust idnr, vat no, btw nummer, kvk nummer, eori, rfc, p iva, inscricao estadual, rg, sprache, langue, idioma, lingua, taal, time zone, timezone, benutzername, nom d utilisateur, nombre de usuario, site web, sitio web, firmenzusatz, known as',
  ],
  [
    'A house number in a column of its own is not joined to the street. Map it to address2, or join the two columns in the file.',
    undefined,
    'hausnummer, hausnr, huisnummer, house number, house no, street number, numero, numero civico, civico, numero de rue, numero exterior, toevoeging, huisnummer toevoeging',
  ],
  [
    'Whether somebody is exempt is not what BigCommerce keeps, which is a tax exempt category code. Map it to tax_exempt_category if it holds codes.',
    undefined,
    'tax exempt, is tax exempt, tax exemptions, taxable',
  ],
  [
    manyTags,
    'tags',
    'tags, tag, customer tags, labels, segments, segment, lists, etiquetas, etiketten, etiquettes, schlagworte, etichette',
  ],
  [
    foreignGroup,
    'group',
    'role, roles, user role, user roles, wp capabilities, group, groups, group id, group name, grupo, gruppe, groupe, gruppo, groep, pricing group, customer type, customer class, customer category, price list, price level, tier, membership, rol, rolle, ruolo, funcao',
  ],
  [
    textMessages,
    'consent_sms',
    'accepts sms marketing, sms marketing, sms consent, sms opt in, sms subscribed, sms marketing status, sms marketing level, accepts whatsapp marketing, whatsapp consent, whatsapp opt in, whatsapp marketing',
  ],
  [
    'Written by a report of Rollcall.',
    undefined,
    'error code, error column, error, what to do, warning code, warning column, warning, rollcall error code, rollcall error column, rollcall error, rollcall warning code, rollcall warning column, rollcall warning, rollcall what to do, warnings, fate, duplicate of',
  ],
  [
    technical,
    undefined,
    'store id, store, website id, created in, disable auto group change, status, enabled, active, account status, account state, verified email, verified, admin graphql api id, shopper profile id, segment ids, row, top row, tags command, address command, email marketing level, email marketing updated at, account activation url, optin time, optin ip, confirm time, confirm ip, latitude, longitude, gmtoff, dstoff, last changed, leid, euid, instant profile, creation source, subscriber source, subscriber since',
  ],
];

export const notCarried: ReadonlyMap<string, KnownColumn> = new Map(
  notes.flatMap(([note, kind, columns]) =>
    columns
      .split(', ')
      .map((column): [string, KnownColumn] => [foldHeader(column), { target: null, note, ...(kind && { kind }) }]),
  ),
);

const metafield = /\((?:customer|company)\.metafields\.(.+)\)\s*$|^metafield\b/i;

/** Columns that are recognised by their form: Shopify's metafields, consent to text messages under any name. */
export function knownByForm(header: string, folded: string): KnownColumn | undefined {
  if (metafield.test(header))
    return { target: null, note: 'A Shopify metafield. To keep it, map it to attributes.NAME or form_fields.NAME.' };
  if (/sms|whatsapp/.test(folded) && /consent|marketing|optin|accept|subscri|status/.test(folded))
    return { target: null, note: textMessages, kind: 'consent_sms' };
  return undefined;
}
