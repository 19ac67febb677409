import type { Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';

export function getTime({ now }: Call): Answer {
  return { status: 200, json: { time: now } };
}

/** GET /v2/store: a store that sells in euros from Madrid. */
export function getStore({ storeHash }: Call): Answer {
  const domain = `store-${storeHash}.example.com`;
  return {
    status: 200,
    json: {
      id: storeHash,
      account_uuid: '00000000-0000-4000-8000-000000000000',
      store_id: 1_000_001,
      name: 'Sandbox Store',
      domain,
      secure_url: `https://${domain}`,
      control_panel_base_url: `https://${domain}`,
      status: 'live',
      first_name: 'Sandra',
      last_name: 'Box',
      address: 'Calle de Ejemplo 1, 28001 Madrid',
      country: 'Spain',
      country_code: 'ES',
      infrastructure_region: 'local',
      phone: '+34 600 000 000',
      admin_email: 'admin@example.com',
      order_email: 'orders@example.com',
      timezone: {
        name: 'Europe/Madrid',
        raw_offset: 3600,
        dst_offset: 7200,
        dst_correction: true,
        date_format: { display: 'M jS Y', export: 'M jS Y', extended_display: 'M jS Y @ g:i A' },
      },
      language: 'en',
      currency: 'EUR',
      currency_symbol: '€',
      decimal_separator: '.',
      thousands_separator: ',',
      decimal_places: 2,
      currency_symbol_location: 'left',
      weight_units: 'KGS',
      dimension_units: 'Centimeters',
      plan_name: 'Sandbox',
      plan_level: 'Sandbox',
      plan_is_trial: false,
      industry: 'Retail',
      logo: [],
      is_price_entered_with_tax: false,
      default_channel_id: 1,
      default_site_id: 1000,
      active_comparison_modules: [],
      features: {
        stencil_enabled: true,
        multi_storefront_enabled: true,
        storefront_limits: { active: 3, total_including_inactive: 3 },
      },
    },
  };
}
