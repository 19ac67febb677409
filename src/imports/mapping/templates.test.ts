import { describe, expect, test } from 'vitest';
import { createCustomer, readParams } from '../../nodes/index.ts';
import { mapRows } from './fixtures/map-rows.ts';

const bulkEdit =
  'Email Address,First Name,Last Name,Company,Phone,Notes,Store Credit,Customer Group,Address ID - 1,Address First Name - 1,Address Last Name - 1,Address Company - 1,Address Line 1 - 1,Address Line 2 - 1,Address City - 1,Address State - 1,Address Zip - 1,Address Country - 1,Address Phone - 1,Address ID - 2,Address First Name - 2,Address Last Name - 2,Address Company - 2,Address Line 1 - 2,Address Line 2 - 2,Address City - 2,Address State - 2,Address Zip - 2,Address Country - 2,Address Phone - 2,Receive Review/Abandoned Cart Emails?,Tax Exempt Category,Customer ID';
const magento =
  'email,_website,_store,confirmation,created_at,created_in,disable_auto_group_change,dob,firstname,gender,group_id,lastname,middlename,password_hash,prefix,rp_token,rp_token_created_at,store_id,suffix,taxvat,website_id,password';
const magentoAddress =
  '_address_city,_address_company,_address_country_id,_address_fax,_address_firstname,_address_lastname,_address_middlename,_address_postcode,_address_prefix,_address_region,_address_street,_address_suffix,_address_telephone,_address_vat_id,_address_default_billing_,_address_default_shipping_';
const person = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' };

type Case = {
  file: string;
  template: string;
  header: string;
  rows: Record<string, string>[];
  params: (Record<string, unknown> | undefined)[];
};

const cases: Case[] = [
  {
    file: "BigCommerce's Bulk Edit export",
    template: 'bigcommerce_bulk_edit',
    header: bulkEdit,
    rows: [
      {
        'Email Address': 'ana@example.com',
        'First Name': 'Ana',
        'Last Name': 'Ruiz',
        Company: 'Acme',
        Phone: '555 1',
        Notes: 'Calls at noon',
        'Store Credit': '12.50',
        'Customer Group': 'Wholesale',
        'Address ID - 1': '7',
        'Address First Name - 1': 'Ana',
        'Address Last Name - 1': 'Ruiz',
        'Address Line 1 - 1': 'Main St 1',
        'Address Line 2 - 1': 'Floor 2',
        'Address City - 1': 'Austin',
        'Address State - 1': 'Texas',
        'Address Zip - 1': '78701',
        'Address Country - 1': 'United States',
        'Address Phone - 1': '555 2',
        'Address First Name - 2': 'Bob',
        'Address Last Name - 2': 'Ruiz',
        'Address Company - 2': 'Bobco',
        'Address Line 1 - 2': 'Side St 2',
        'Address City - 2': 'Madrid',
        'Address Country - 2': 'Spain',
        'Receive Review/Abandoned Cart Emails?': 'Y',
        'Tax Exempt Category': 'E1',
        'Customer ID': '99',
      },
    ],
    params: [
      {
        ...person,
        company: 'Acme',
        phone: '555 1',
        notes: 'Calls at noon',
        store_credit: '12.50',
        customer_group: 'Wholesale',
        tax_exempt_category: 'E1',
        accepts_product_review_abandoned_cart_emails: true,
        addresses: [
          {
            first_name: 'Ana',
            last_name: 'Ruiz',
            address1: 'Main St 1',
            address2: 'Floor 2',
            city: 'Austin',
            state: 'Texas',
            zip: '78701',
            country_code: 'United States',
            phone: '555 2',
          },
          {
            first_name: 'Bob',
            last_name: 'Ruiz',
            company: 'Bobco',
            address1: 'Side St 2',
            city: 'Madrid',
            country_code: 'Spain',
          },
        ],
      },
    ],
  },
  {
    file: "BigCommerce's default export",
    template: 'bigcommerce_default',
    header:
      'Customer ID,First Name,Last Name,Company,Email,Phone,Notes,Store Credit,Customer Group,Date Joined,Addresses,Receive Review/Abandoned Cart Emails?,Tax Exempt Category,Date Modified,Total Orders,Channel ID',
    rows: [
      {
        'Customer ID': '99',
        'First Name': 'Ana',
        'Last Name': 'Ruiz',
        Email: 'ana@example.com',
        'Store Credit': '0',
        'Receive Review/Abandoned Cart Emails?': 'N',
        Addresses:
          'Address ID: 7, Address Name: Ana Ruiz, Address First Name: Ana, Address Last Name: Ruiz, Address Company: , Address Line 1: Main St 1, Address Line 2: Attn: Desk/One, room 3, City/Suburb: Appleton, State/Province: Wisconsin, State Abbreviation: , Zip/Postcode: 54915, Country: United States, Building Type: commercial, Address Phone: 920|Address ID: 8, Address Line 1: Side St 2, City/Suburb: Madrid, State Abbreviation: M, Country: Spain, Address Phone: ',
      },
    ],
    params: [
      {
        ...person,
        store_credit: '0',
        accepts_product_review_abandoned_cart_emails: false,
        addresses: [
          {
            first_name: 'Ana',
            last_name: 'Ruiz',
            address1: 'Main St 1',
            address2: 'Attn: Desk/One, room 3',
            city: 'Appleton',
            state: 'Wisconsin',
            zip: '54915',
            country_code: 'United States',
            address_type: 'commercial',
            phone: '920',
          },
          { address1: 'Side St 2', city: 'Madrid', state: 'M', country_code: 'Spain' },
        ],
      },
    ],
  },
  {
    file: "a script's file with the field names of the API",
    template: 'bigcommerce_api',
    header: 'id,email,first_name,last_name,company,phone,notes,customer_group_id,addresses,attributes',
    rows: [
      {
        id: '99',
        email: 'ana@example.com',
        first_name: 'Ana',
        last_name: 'Ruiz',
        customer_group_id: '3',
        addresses:
          '[{"id":5,"customer_id":99,"first_name":"Ana","last_name":"Ruiz","company":"","address1":"Main 1","city":"Austin","state_or_province":"Texas","postal_code":"78701","country":"United States","country_code":"US","phone":"","address_type":"residential"}]',
        attributes: '[{"attribute_id":4,"attribute_value":"gold"},{"attribute_id":5,"attribute_value":""}]',
      },
    ],
    params: [
      {
        ...person,
        customer_group_id: '3',
        attributes: { 4: 'gold' },
        addresses: [
          {
            first_name: 'Ana',
            last_name: 'Ruiz',
            address1: 'Main 1',
            city: 'Austin',
            state: 'Texas',
            zip: '78701',
            country_code: 'US',
            address_type: 'residential',
          },
        ],
      },
    ],
  },
  {
    file: "a file with this product's own parameters",
    template: 'none',
    header: 'email,first_name,last_name,company,address1,city,state,zip,country_code',
    rows: [
      {
        email: 'ana@example.com',
        first_name: 'Ana',
        last_name: 'Ruiz',
        address1: 'Calle 1',
        city: 'Madrid',
        state: 'Madrid',
        zip: '28001',
        country_code: 'ES',
      },
    ],
    params: [{ ...person, address1: 'Calle 1', city: 'Madrid', state: 'Madrid', zip: '28001', country_code: 'ES' }],
  },
  {
    file: 'an export of Shift by Hypa',
    template: 'shift',
    header:
      'ID,Email,First Name,Last Name,Phone,Customer Group ID,Company,Registration IP Address,Notes,Tax Exempt Category,Date Modified,Date Created,Address Count,Attribute Count,Authentication,Addresses,Form Fields,Store Credit Amounts,Accepts Product Review Abandoned Cart Email,Original Channel ID,Channel IDs',
    rows: [
      {
        ID: '99',
        Email: 'ana@example.com',
        'First Name': 'Ana',
        'Last Name': 'Ruiz',
        'Customer Group ID': '3',
        Authentication: '{"new_password":"hunter22"}',
        Addresses: '[{"address1":"Main 1","city":"Austin","country_code":"US"}]',
        'Form Fields': '[{"name":"How","value":"a friend"}]',
        'Store Credit Amounts': '[{"amount":5}]',
        'Accepts Product Review Abandoned Cart Email': 'TRUE',
        'Original Channel ID': '1',
        'Channel IDs': '1,2',
      },
    ],
    params: [
      {
        ...person,
        customer_group_id: '3',
        form_fields: { How: 'a friend' },
        store_credit: 5,
        accepts_product_review_abandoned_cart_emails: true,
        origin_channel_id: '1',
        channel_ids: '1,2',
        addresses: [{ address1: 'Main 1', city: 'Austin', country_code: 'US' }],
      },
    ],
  },
  {
    file: "Shopify's current export",
    template: 'shopify',
    header:
      'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags,Birthday (customer.metafields.facts.birth_date)',
    rows: [
      {
        'Customer ID': "'8779761975521",
        'First Name': 'Ana',
        'Last Name': 'Ruiz',
        Email: 'ana@example.com',
        'Accepts Email Marketing': 'yes',
        'Default Address Company': 'Acme',
        'Default Address Address1': '1 George St',
        'Default Address City': 'Sydney',
        'Default Address Province Code': 'NSW',
        'Default Address Country Code': 'AU',
        'Default Address Zip': "'2026",
        'Default Address Phone': "'+61412000999",
        Phone: "'+61412000999",
        'Accepts SMS Marketing': 'yes',
        'Total Spent': '12.00',
        Note: 'VIP',
        'Tax Exempt': 'no',
        Tags: 'vip, wholesale',
      },
    ],
    params: [
      {
        ...person,
        newsletter: 'subscribed',
        company: 'Acme',
        phone: '+61412000999',
        notes: 'VIP',
        address1: '1 George St',
        city: 'Sydney',
        state: 'NSW',
        country_code: 'AU',
        zip: '2026',
        address_phone: '+61412000999',
      },
    ],
  },
  {
    file: "Shopify's import template, with an extra address in an extra row",
    template: 'shopify_import',
    header:
      'First Name,Last Name,Email,Accepts Email Marketing,Company,Address1,Address2,City,Province,Province Code,Country,Country Code,Zip,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt',
    rows: [
      {
        'First Name': 'Ana',
        'Last Name': 'Ruiz',
        Email: 'ana@example.com',
        'Accepts Email Marketing': 'no',
        Address1: 'Main 1',
        City: 'Austin',
        Province: 'Texas',
        'Province Code': 'TX',
        Country: 'United States',
        'Country Code': 'US',
        Zip: '78701',
        Phone: '555',
      },
      { Email: 'Ana@Example.com', Address1: 'Side 2', City: 'Dallas', 'Province Code': 'TX', Country: 'United States' },
    ],
    params: [
      {
        ...person,
        phone: '555',
        address1: 'Main 1',
        city: 'Austin',
        state: 'Texas',
        country_code: 'US',
        zip: '78701',
        addresses: [{ address1: 'Side 2', city: 'Dallas', state: 'TX', country_code: 'United States' }],
      },
      undefined,
    ],
  },
  {
    file: "Shopify's oldest export",
    template: 'shopify_import',
    header:
      'First Name,Last Name,Email,Company,Address1,Address2,City,Province,Province Code,Country,Country Code,Zip,Phone,Accepts Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt',
    rows: [
      {
        'First Name': 'Ana',
        'Last Name': 'Ruiz',
        Email: 'ana@example.com',
        'Accepts Marketing': 'TRUE',
        'Country Code': 'AU',
      },
    ],
    params: [{ ...person, newsletter: 'subscribed', country_code: 'AU' }],
  },
  {
    file: 'a Matrixify export, with extra addresses in extra rows',
    template: 'matrixify',
    header:
      'ID,Email,Command,First Name,Last Name,Phone,Note,Tags,Address First Name,Address Last Name,Address Phone,Address Company,Address Line 1,Address Line 2,Address City,Address Province,Address Province Code,Address Country,Address Country Code,Address Zip,Address Is Default',
    rows: [
      {
        ID: '1',
        Email: 'ana@example.com',
        Command: 'MERGE',
        'First Name': 'Ana',
        'Last Name': 'Ruiz',
        Tags: 'vip',
        'Address First Name': 'Ana',
        'Address Last Name': 'Ruiz',
        'Address Line 1': 'Main 1',
        'Address City': 'Austin',
        'Address Province Code': 'TX',
        'Address Country Code': 'US',
        'Address Is Default': 'TRUE',
      },
      {
        ID: '1',
        Email: 'ana@example.com',
        'Address First Name': 'Bob',
        'Address Line 1': 'Main 1',
        'Address City': 'Austin',
        'Address Province Code': 'TX',
        'Address Country Code': 'US',
      },
      { ID: '2', Email: 'bob@example.com', Command: 'DELETE' },
    ],
    params: [
      {
        ...person,
        addresses: [
          { first_name: 'Ana', last_name: 'Ruiz', address1: 'Main 1', city: 'Austin', state: 'TX', country_code: 'US' },
          { first_name: 'Bob', address1: 'Main 1', city: 'Austin', state: 'TX', country_code: 'US' },
        ],
      },
      undefined,
      undefined,
    ],
  },
  {
    file: "Magento's main file",
    template: 'magento',
    header: magento,
    rows: [
      {
        email: 'ana@example.com',
        _website: 'base',
        _store: 'default',
        firstname: 'Ana',
        lastname: 'Ruiz',
        group_id: '1',
        password_hash: 'c0ffee:salt:1',
      },
    ],
    params: [person],
  },
  {
    file: "Magento's composite file, with further addresses under a blank email",
    template: 'magento',
    header: `${magento},${magentoAddress}`,
    rows: [
      {
        email: 'ana@example.com',
        firstname: 'Ana',
        lastname: 'Ruiz',
        group_id: '1',
        _address_city: 'Austin',
        _address_company: 'Acme',
        _address_country_id: 'US',
        _address_firstname: 'Ana',
        _address_lastname: 'Ruiz',
        _address_postcode: "'02026",
        _address_region: 'Texas',
        _address_street: 'Main 1\nFloor 2\nRoom 3',
        _address_telephone: '555',
        _address_default_billing_: '1',
      },
      {
        _address_city: 'Dallas',
        _address_country_id: 'US',
        _address_firstname: 'Ana',
        _address_lastname: 'Ruiz',
        _address_street: 'Side 2',
      },
    ],
    params: [
      {
        ...person,
        phone: '555',
        addresses: [
          {
            first_name: 'Ana',
            last_name: 'Ruiz',
            company: 'Acme',
            address1: 'Main 1',
            address2: 'Floor 2, Room 3',
            city: 'Austin',
            state: 'Texas',
            zip: '02026',
            country_code: 'US',
            phone: '555',
          },
          { first_name: 'Ana', last_name: 'Ruiz', address1: 'Side 2', city: 'Dallas', country_code: 'US' },
        ],
      },
      undefined,
    ],
  },
  {
    file: "WooCommerce's user meta, with billing and shipping that differ",
    template: 'woocommerce',
    header:
      'user_email,first_name,last_name,billing_first_name,billing_last_name,billing_company,billing_address_1,billing_address_2,billing_city,billing_postcode,billing_country,billing_state,billing_email,billing_phone,shipping_first_name,shipping_last_name,shipping_company,shipping_address_1,shipping_address_2,shipping_city,shipping_postcode,shipping_country,shipping_state',
    rows: [
      {
        user_email: 'ana@example.com',
        first_name: 'Ana',
        last_name: 'Ruiz',
        billing_first_name: 'Ana',
        billing_last_name: 'Ruiz',
        billing_company: 'Acme',
        billing_address_1: 'Calle Mayor, 1',
        billing_city: 'Madrid',
        billing_postcode: '28001',
        billing_country: 'ES',
        billing_state: 'M',
        billing_email: 'billing@example.com',
        billing_phone: '600',
        shipping_first_name: 'Luis',
        shipping_last_name: 'Gil',
        shipping_address_1: 'Calle Menor, 2',
        shipping_city: 'Madrid',
        shipping_country: 'ES',
      },
    ],
    params: [
      {
        ...person,
        phone: '600',
        addresses: [
          {
            first_name: 'Ana',
            last_name: 'Ruiz',
            company: 'Acme',
            address1: 'Calle Mayor, 1',
            city: 'Madrid',
            zip: '28001',
            country_code: 'ES',
            state: 'M',
            phone: '600',
          },
          { first_name: 'Luis', last_name: 'Gil', address1: 'Calle Menor, 2', city: 'Madrid', country_code: 'ES' },
        ],
      },
    ],
  },
  {
    file: "WooCommerce's Analytics download",
    template: 'woocommerce_analytics',
    header:
      'Name, Username, Last Active, Sign Up, Email, Orders, Total Spend, AOV, Country / Region, City, Region, Postal Code',
    rows: [
      {
        Name: 'Ana María de la Cruz',
        Username: 'ana',
        Email: 'ana@example.com',
        'Country / Region': 'ES',
        City: 'Madrid',
        Region: 'M',
        'Postal Code': '28001',
        'Total Spend': '120',
      },
    ],
    params: [
      {
        email: 'ana@example.com',
        first_name: 'Ana María',
        last_name: 'de la Cruz',
        country_code: 'ES',
        city: 'Madrid',
        state: 'M',
        zip: '28001',
      },
    ],
  },
];

describe('a file that is known by its header row needs no question', () => {
  test.each(cases)('$file', ({ template, header, rows, params }) => {
    const mapped = mapRows(header, rows);
    expect(mapped.proposal.template?.id ?? 'none').toBe(template);
    expect(mapped.proposal.needs_choice).toEqual([]);
    expect(mapped.params).toEqual(params);
    for (const given of mapped.params)
      if (given) expect(readParams(createCustomer, given)).toHaveProperty('email', person.email);
    const unsaid = mapped.proposal.columns.filter(({ target, note }) => target === null && !note);
    expect(unsaid).toEqual([]);
    expect(mapped.proposal.columns.filter(({ why }) => why === 'unknown')).toEqual([]);
  });

  test.each(cases)('$file, with the header written in another way', ({ template, header, rows, params }) => {
    const names = header.split(',').map((name) => name.trim());
    const changed = new Map(names.map((name) => [name, ` ${name.toUpperCase().replace(/[ _]/g, '-')} `]));
    const mapped = mapRows(
      [...changed.values()],
      rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [changed.get(name)!, cell]))),
    );
    expect(mapped.proposal.template?.id ?? 'none').toBe(template);
    expect(mapped.params).toEqual(params);
  });
});
