/** Fictional people and places of the demo store. Streets are invented; cities, states and postal codes fit each other. */
export type Region = {
  country_code: string;
  country: string;
  first: readonly string[];
  last: readonly string[];
  streets: readonly string[];
  /** City, state or province in full, postal code. */
  cities: readonly (readonly [string, string, string])[];
  /** `#` becomes a digit. */
  phone: string;
};

export const REGIONS: readonly Region[] = [
  {
    country_code: 'ES',
    country: 'Spain',
    first: ['Lucía', 'Hugo', 'Martina', 'Mateo', 'Sofía', 'Álvaro', 'Begoña', 'Íñigo'],
    last: ['García', 'Fernández', 'Núñez', 'Ibáñez', 'Ruiz', 'Peña', 'Ortega'],
    streets: ['Calle del Naranjo', 'Avenida de la Marina', 'Plaza del Molino', 'Calle de los Olivos'],
    cities: [
      ['Madrid', 'Madrid', '28013'],
      ['Sevilla', 'Sevilla', '41004'],
      ['Valencia', 'Valencia', '46002'],
      ['Bilbao', 'Vizcaya', '48001'],
    ],
    phone: '+34 6## ### ###',
  },
  {
    country_code: 'MX',
    country: 'Mexico',
    first: ['Ximena', 'Santiago', 'Renata', 'Emiliano', 'Guadalupe', 'José Luis'],
    last: ['Hernández', 'Martínez López', 'Ramírez', 'Flores', 'Castañeda'],
    streets: ['Calle Jacarandas', 'Avenida del Sol', 'Calle Cinco Señores'],
    cities: [
      ['Guadalajara', 'Jalisco', '44100'],
      ['Monterrey', 'Nuevo León', '64000'],
      ['Puebla', 'Puebla', '72000'],
    ],
    phone: '+52 55 #### ####',
  },
  {
    country_code: 'AR',
    country: 'Argentina',
    first: ['Valentina', 'Benjamín', 'Catalina', 'Joaquín', 'Malena'],
    last: ['González', 'Rodríguez', 'Gómez', 'Sosa', 'Quiroga'],
    streets: ['Calle Los Ceibos', 'Avenida del Puerto', 'Pasaje Las Heras'],
    cities: [
      ['Córdoba', 'Córdoba', 'X5000'],
      ['Rosario', 'Santa Fe', 'S2000'],
      ['Mendoza', 'Mendoza', 'M5500'],
    ],
    phone: '+54 11 #### ####',
  },
  {
    country_code: 'US',
    country: 'United States',
    first: ['Olivia', 'Liam', 'Emma', 'Noah', 'Shanice', 'Tyrell', "D'Andre", 'Mary-Jane'],
    last: ['Smith', 'Johnson', "O'Brien", 'Washington', 'Nguyen', 'Kowalski', 'Van Dyke'],
    streets: ['Maple Street', 'Lakeview Drive', 'Old Mill Road', 'Sunset Avenue'],
    cities: [
      ['Austin', 'Texas', '78701'],
      ['Portland', 'Oregon', '97205'],
      ['Sacramento', 'California', '95814'],
      ['Boston', 'Massachusetts', '02108'],
    ],
    phone: '+1 555-01##',
  },
  {
    country_code: 'DE',
    country: 'Germany',
    first: ['Anneliese', 'Jürgen', 'Käthe', 'Lukas', 'Mia'],
    last: ['Müller', 'Schröder', 'Weiß', 'von Ahlen', 'Becker'],
    streets: ['Lindenallee', 'Am Mühlbach', 'Gartenstraße'],
    cities: [
      ['Berlin', 'Berlin', '10115'],
      ['München', 'Bayern', '80331'],
      ['Köln', 'Nordrhein-Westfalen', '50667'],
    ],
    phone: '+49 151 #######',
  },
  {
    country_code: 'FR',
    country: 'France',
    first: ['Chloé', 'Gaël', 'Zoé', 'François', 'Anaïs'],
    last: ['Lefèvre', 'Dubois', 'Moreau', "D'Arcy", 'Côté'],
    streets: ['Rue des Lilas', 'Avenue du Lac', 'Chemin des Vignes'],
    cities: [
      ['Lyon', 'Auvergne-Rhône-Alpes', '69002'],
      ['Nantes', 'Pays de la Loire', '44000'],
      ['Bordeaux', 'Nouvelle-Aquitaine', '33000'],
    ],
    phone: '+33 6 ## ## ## ##',
  },
  {
    country_code: 'GB',
    country: 'United Kingdom',
    first: ['Amelia', 'Oliver', 'Isla', 'Rhys', 'Siobhán'],
    last: ['Taylor', 'Evans', 'MacLeod', 'Patel', 'Smythe-Jones'],
    streets: ['Orchard Lane', 'Station Road', 'Church Walk'],
    cities: [
      ['Bristol', 'Bristol', 'BS1 4DJ'],
      ['Leeds', 'West Yorkshire', 'LS1 4DY'],
      ['Cardiff', 'Cardiff', 'CF10 1EP'],
    ],
    phone: '+44 7700 900###',
  },
  {
    country_code: 'JP',
    country: 'Japan',
    first: ['さくら', '蓮', 'Yuki', '陽菜'],
    last: ['佐藤', '鈴木', 'Tanaka', '高橋'],
    streets: ['Sakura-dori', 'Higashi-machi'],
    cities: [
      ['Osaka', 'Osaka', '530-0001'],
      ['Sapporo', 'Hokkaido', '060-0001'],
    ],
    phone: '+81 90-####-####',
  },
];

export const COMPANIES: readonly string[] = [
  'Acme Imports',
  'Panadería La Espiga S.L.',
  'Nordlicht GmbH',
  'Smith & Daughters, Inc.',
  'Atelier Lumière',
  'Harbour Supplies Ltd',
  'Distribuidora del Valle S.A. de C.V.',
];

/** Name, stock-keeping unit, price without tax in cents. */
export const PRODUCTS: readonly (readonly [string, string, number])[] = [
  ['Ceramic Pour-Over Set', 'CER-PO-01', 4200],
  ['Linen Apron', 'LIN-AP-02', 2890],
  ['Olive Wood Board', 'OLV-BD-03', 3550],
  ['Enamel Mug', 'ENM-MG-04', 1290],
  ['Cast Iron Pan', 'IRN-PN-05', 6400],
  ['Beeswax Candle', 'BEE-CD-06', 990],
];
