import { foldHeader } from './fold-header.ts';

/**
 * What common fields are called in English, Spanish, German, French, Portuguese, Italian and Dutch. `given_or_full` and the like are
 * words whose meaning hangs on the other columns: "nom" is a last name beside "prénom", and a full name alone.
 */
const words: Record<string, string> = {
  email:
    'email, e mail, mail, email address, e mail address, mail address, emailadresse, mailadresse, user email, contact email, primary email, correo, correo electronico, direccion de correo, email cliente, courriel, adresse email, adresse e mail, adresse mail, adresse electronique, mel, endereco de email, correio eletronico, indirizzo email, posta elettronica, login email, e mailadres, emailadres, mailadres, endereco de e mail, email 1, email 1 value, e mail 1 value',
  first_name:
    'first name, firstname, fname, given name, forename, christian name, first, vorname, rufname, prenom, primer nombre, nombre de pila, nombres, primeiro nome, nome proprio, nome di battesimo, voornaam, roepnaam',
  last_name:
    'last name, lastname, lname, surname, family name, second name, last, nachname, familienname, zuname, apellido, apellidos, primer apellido, nom de famille, sobrenome, apelido, apelidos, ultimo nome, cognome, achternaam, familienaam',
  name: 'name, full name, fullname, customer name, contact name, client name, complete name, nombre completo, nombre y apellidos, nombre y apellido, vollstandiger name, vor und nachname, nom complet, nom et prenom, prenom et nom, nome completo, nome e cognome, nome e sobrenome, kunde, kundenname, naam, volledige naam, nominativo, klantnaam',
  nombre: 'nombre',
  nom: 'nom',
  nome: 'nome',
  company:
    'company, company name, business, business name, organisation, organization, employer, firm, account name, empresa, razon social, compania, nombre de empresa, firma, firmenname, unternehmen, societe, entreprise, raison sociale, nom societe, razao social, nome da empresa, azienda, ditta, ragione sociale, societa, bedrijf, bedrijfsnaam, firmanaam, trading name',
  phone:
    'phone, phone number, phone no, telephone, telephone number, tel, tel no, mobile, mobile phone, mobile number, cell, cell phone, cellphone, contact number, day phone, telefono, numero de telefono, telefono movil, movil, celular, telefon, telefonnummer, telefonnr, rufnummer, handy, handynummer, mobil, mobiltelefon, mobilnummer, numero de telephone, portable, mobile telephone, telefone, numero de telefone, telemovel, numero di telefono, cellulare, recapito telefonico, telefoon, telefoonnummer, telefoonnr, mobiel, mobiele telefoon, mobiel nummer, mobielnummer, telephone portable, telephone fixe, telephone mobile, telefono fijo, telefono cellulare, telefono fisso, telefone fixo, business phone, work phone, telefon privat, telefon geschaftlich, telefon mobil, festnetz, phone 1 value',
  notes:
    'notes, note, comments, comment, remarks, remark, memo, notas, nota, observaciones, comentarios, notizen, notiz, bemerkung, bemerkungen, kommentar, anmerkung, anmerkungen, remarque, remarques, commentaire, commentaires, observacoes, anotacoes, commenti, osservazioni, opmerking, opmerkingen, notitie, notities, internal notes, interne notiz, interne notizen',
  address1:
    'address, address 1, address1, adress, address line 1, address line, addr, addr 1, street, street 1, street address, street line 1, line 1, street name, road, direccion, direccion 1, calle, domicilio, adresse, adresse 1, adresszeile 1, anschrift, strasse, str, strasse und hausnummer, strasse hausnummer, strasse nr, rue, adresse ligne 1, voie, endereco, endereco 1, rua, morada, logradouro, indirizzo, indirizzo 1, via, adres, adresregel 1, straat, straatnaam, straat en huisnummer, straat en nummer, street address 1, strasse hausnr, strasse hnr, strasse und hausnr, calle y numero, rua e numero, via e numero civico',
  address2:
    'address 2, address2, address line 2, addr 2, street 2, street line 2, line 2, apartment, apt, suite, unit, building, direccion 2, piso, adresse 2, adresszeile 2, adresszusatz, zusatz, complement, complement adresse, complement d adresse, adresse ligne 2, endereco 2, complemento, indirizzo 2, adresregel 2, street address 2, adresszusatz 1, adresse suite, colonia, bairro',
  city: 'city, town, suburb, city suburb, locality, city name, ciudad, localidad, poblacion, municipio, ort, stadt, wohnort, ortschaft, ville, commune, localite, cidade, localidade, citta, comune, localita, plaats, woonplaats, stad, gemeente, city town, town city',
  state:
    'state, province, region, county, state province, province state, state or province, state name, province name, prefecture, provincia, estado, comunidad autonoma, departamento, bundesland, kanton, departement, etat, distrito, stato provincia, regione, uf, state region, provincie, stato',
  state_code: 'state code, province code, region code, state abbreviation, state abbr',
  zip: 'zip, zip code, zipcode, postal, postal code, postalcode, post code, postcode, zip postcode, zip postal code, codigo postal, cp, cod postal, plz, postleitzahl, code postal, cep, codice postale, cap, postal code zip, eircode, pincode, pin code, postnummer',
  country_code:
    'country code, country iso, country iso 2, country id, iso country, iso country code, codigo de pais, codigo pais, landercode, landcode, landerkennzeichen, code pays, codigo do pais, codice paese, land iso, lander kurzel, landerkurzel, landkode',
  country: 'country, country name, nation, country region, pais, land, staat, pays, nazione, paese',
  newsletter:
    'newsletter, newsletter subscription, newsletter subscribed, newsletter subscriber, subscribed, is subscribed, subscribe, subscriber, subscribed to newsletter, receives newsletter, accepts email marketing, accepts marketing, accepts marketing emails, email marketing, email marketing status, email marketing consent, email marketing consent state, marketing consent, marketing opt in, email opt in, opt in, optin, mailing list, receive marketing emails, boletin, suscrito, suscripcion, acepta marketing, acepta newsletter, newsletter anmeldung, werbung erlaubt, inscrit newsletter, abonne, abonne newsletter, lettre d information, aceita marketing, inscrito, iscritto, iscritto newsletter, consenso marketing, consenso newsletter, nieuwsbrief, nieuwsbrief abonnee, ingeschreven voor nieuwsbrief, aangemeld voor nieuwsbrief, newsletter abonnent, newsletterabonnent, newsletterempfanger, newsletter abonniert, newsletter ja nein, newsletter oui non, werbeeinwilligung, boletin de noticias, suscrito al boletin, suscripcion al boletin, recibe newsletter, recibe boletin, acepta marketing por correo electronico, acepta email marketing, iscritto alla newsletter, iscrizione newsletter, iscrizione alla newsletter, assinante da newsletter, aceita email marketing, email subscription status, email subscriber status, subscription status',
  source_id:
    'id, customer id, customer no, customer number, customer nr, customer code, client id, client number, user id, account id, account number, account no, contact id, external id, external reference, reference, entity id, record id, id cliente, numero de cliente, codigo cliente, codigo de cliente, kundennummer, kundennr, kunden nr, kunden id, kdnr, numero client, id client, code client, n client, codigo do cliente, codice cliente, cust id, custid, identifiant, klantnummer, klantnr, klant id, hubspot id, klaviyo id',
  store_credit:
    'store credit, store credits, store credit balance, store credit amount, credito de tienda, guthaben, avoir, credito na loja, kundenguthaben, shop guthaben, shopguthaben, guthaben in eur, credito en tienda, saldo a favor, credit boutique, credit magasin, solde avoir, avoirs, credito negozio, credito del negozio, winkeltegoed, tegoed',
  // The group of a customer, by name; what is called a group alone may be any.
  customer_group:
    'customer group, customer group name, kundengruppe, kundengruppen, grupo de clientes, grupo de cliente, grupo cliente, grupo clientes, grupo del cliente, grupo do cliente, groupe client, groupe clients, groupe de clients, groupe de client, groupe du client, gruppo cliente, gruppo clienti, gruppo di clienti, gruppo del cliente, klantgroep, klantengroep, klantgroepen',
  tax_exempt_category: 'tax exempt category, tax exempt code, tax exemption code, tax exemption category',
  address_phone: 'address phone',
};

/** Folded word -> field. */
export const synonyms: ReadonlyMap<string, string> = new Map(
  Object.entries(words).flatMap(([field, names]) =>
    names.split(', ').map((name): [string, string] => [foldHeader(name), field]),
  ),
);

/** What people call a field of the customer or of an address: "zip" is "postal code", "plz" and more. */
export function usualNames(field: string): string[] {
  return words[field]?.split(', ') ?? [];
}

/** Words that people put before the fields of an address block. */
export function usualBlockNames(block: Block): string[] {
  return [...blockWords].filter(([, named]) => named === block).map(([word]) => word);
}

type Block = 'billing' | 'shipping' | '1';

/** Words that name an address block -> the block. */
export const blockWords: ReadonlyMap<string, Block> = new Map<string, Block>([
  ...list(
    'billing',
    'billing bill billto invoice rechnung rechnungs rechnungsadresse facturacion facturation facturacao fatura cobranca fatturazione factuur factuuradres rechnungsanschrift',
  ),
  ...list(
    'shipping',
    'shipping ship shipto delivery deliver liefer lieferung lieferadresse envio entrega livraison spedizione consegna recipient aflever afleveradres verzend verzendadres bezorg bezorgadres lieferanschrift',
  ),
  ...list('1', 'default primary main home mailing postal residential'),
]);

function list(block: Block, names: string): [string, Block][] {
  return names.split(' ').map((name): [string, Block] => [name, block]);
}

/** Words at the beginning of German compounds, and of headers written as one word. */
export const gluedBlocks: [prefix: string, block: 'billing' | 'shipping'][] = [
  ['rechnungs', 'billing'],
  ['billing', 'billing'],
  ['billto', 'billing'],
  ['factuur', 'billing'],
  ['aflever', 'shipping'],
  ['verzend', 'shipping'],
  ['bezorg', 'shipping'],
  ['liefer', 'shipping'],
  ['shipping', 'shipping'],
  ['shipto', 'shipping'],
  ['delivery', 'shipping'],
];

/** Words that say nothing about which field it is. */
export const fillers: ReadonlySet<string> = new Set(
  'customer customers client clients cliente clientes klant kunde kunden contact contacto kontakt user usuario account person buyer shopper member the your my of de del der des die das du do da di la le el los las l d to address addresses adres adresse direccion endereco indirizzo'.split(
    ' ',
  ),
);
