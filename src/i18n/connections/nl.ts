import type { ConnectionsTexts } from './messages.js';

export const nl: ConnectionsTexts = {
  'connections.title': 'Apparaten en apps',
  'connections.loading': 'Wordt geladen…',
  'connections.empty': 'Hier valt nog niets te koppelen.',
  'connections.signedOut': 'Log in om uw apparaten en apps te zien.',
  'connections.failed': 'Uw apparaten en apps konden niet worden geladen.',
  'connections.outdated': 'Deze lijst kon niet worden bijgewerkt.',
  'connections.retry': 'Opnieuw proberen',
  'connections.search': 'Zoeken',
  'connections.noMatches': 'Niets gevonden',
  'connections.since': 'Gekoppeld sinds {date}',
  'connections.notConnected': 'Niet gekoppeld',
  'connections.needsAgain': 'Herstel de koppeling.',
  'connections.notChangeable': 'U kunt deze koppeling hier niet wijzigen.',
  'connections.connect': 'Koppelen',
  'connections.reconnect': 'Weer koppelen',
  'connections.disconnect': 'Ontkoppelen',
  'connections.disconnectProvider': '{provider} ontkoppelen',
  'connections.confirmTitle': '{provider} ontkoppelen?',
  'connections.confirm':
    'Deze website krijgt geen nieuwe gegevens meer van {provider}. Vraag bij deze website na wat er gebeurt met de gegevens die al zijn ontvangen. U kunt de koppeling op elk moment herstellen.',
  'connections.cancel': 'Annuleren',
  'connections.disconnected': '{provider} is ontkoppeld.',
  'connections.disconnectFailed': '{provider} kon niet worden ontkoppeld. Probeer het opnieuw.',
  'connections.disconnectRefused':
    '{provider} kan hier niet worden ontkoppeld. Neem contact op met de helpdesk van deze website.',
  'connections.unconfirmed': '{provider} staat hier nog niet. Kijk later nog eens.',
  'connections.pastData':
    'Om uw eerdere gegevens van {provider} opnieuw te ontvangen, moet u eerst ontkoppelen en daarna weer koppelen.',
  'connections.replacedBy': '{replacement} vervangt {provider}. Koppel {replacement}.',
  'connections.token_refresh_failed': 'De toegang tot {provider} kon niet worden vernieuwd.',
  'connections.webhook_registration_failed':
    'Het verzenden van nieuwe gegevens door {provider} kon niet worden ingesteld.',
  'connections.user_not_found': '{provider} kent uw account niet meer.',
  'connections.deregistered_per_provider': 'De toegang is bij {provider} beëindigd.',
  'connections.required_scopes_not_granted': '{provider} heeft geen toestemming gekregen om uw gegevens te delen.',
  'connections.provider_credential_error': '{provider} heeft uw inloggegevens niet geaccepteerd.',
  'connections.provider_password_expired': 'Uw wachtwoord bij {provider} is verlopen.',
  'connections.unknown': 'De koppeling met {provider} is verbroken.',
};
