//! Signing in with an identity provider: OpenID Connect, authorization code with PKCE.
//!
//! The provider is asked for its configuration when it is first needed, so the service starts
//! while the provider is down. Keys are asked for again when a token is signed with an unknown
//! one, which is how providers rotate them.
use std::collections::BTreeSet;
use std::time::Duration;

use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType,
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AuthorizationCode, ClaimsVerificationError, Client, ClientId, ClientSecret,
    CsrfToken, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenFields,
    IssuerUrl, LogoutRequest, Nonce, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl,
    ProviderMetadataWithLogout, RedirectUrl, Scope, SignatureVerificationError,
    StandardErrorResponse, StandardTokenResponse, TokenResponse as _, reqwest,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::Mutex;

/// How the provider is reached.
#[derive(Debug, Clone)]
pub struct ProviderSettings {
    /// The issuer, as its tokens name it.
    pub issuer: String,
    /// The name under which the service is registered there.
    pub client_id: String,
    /// The secret that belongs to it; public clients have none.
    pub client_secret: Option<String>,
    /// The address of the service as browsers see it.
    pub public_url: String,
    /// The claim that lists the groups of a person. None: roles are given in the service.
    pub groups_claim: Option<String>,
}

/// What the name of a group starts with, before the name of the role that it gives.
pub const GROUP_PREFIX: &str = "loneliness-test:";

/// What a sign-in that is under way has to remember.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderWay {
    /// The state in the address that the provider sends back.
    pub state: String,
    /// The nonce that its token must carry.
    pub nonce: String,
    /// The proof that who began also ends it.
    pub verifier: String,
}

/// Who signed in, as the provider says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// The provider.
    pub issuer: String,
    /// The person there; never changes.
    pub subject: String,
    /// The address, if the provider has verified it.
    pub email: Option<String>,
    /// The names of the roles that the person's groups give; none when the provider is not asked
    /// for groups.
    pub roles: Option<BTreeSet<String>>,
    /// The token itself, for signing out at the provider.
    pub id_token: String,
}

/// Why nobody could be signed in.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The provider does not answer, or not as OpenID Connect has it.
    #[error("the identity provider does not answer: {0}")]
    Unreachable(String),
    /// The provider says no, or its answer does not belong to the question.
    #[error("the identity provider refused: {0}")]
    Refused(String),
}

/// Claims beside the standard ones; groups are looked up by the name that is configured.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
struct Others(serde_json::Map<String, Value>);

impl AdditionalClaims for Others {}

type Fields = IdTokenFields<
    Others,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

type Bare = Client<
    Others,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// The client of a provider.
#[derive(Debug)]
pub struct Provider {
    settings: ProviderSettings,
    http: reqwest::Client,
    metadata: Mutex<Option<ProviderMetadataWithLogout>>,
}

/// The longest that the provider may take for one answer.
const TIMEOUT: Duration = Duration::from_secs(10);

fn unreachable(error: &dyn std::error::Error) -> IdentityError {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        text = format!("{text}: {next}");
        cause = next.source();
    }
    IdentityError::Unreachable(text)
}

fn refused(error: impl std::fmt::Display) -> IdentityError {
    IdentityError::Refused(error.to_string())
}

/// The client with the addresses that the provider states.
macro_rules! client {
    ($provider:expr, $metadata:expr) => {{
        let settings = &$provider.settings;
        let secret = settings.client_secret.clone().map(ClientSecret::new);
        let redirect = RedirectUrl::new($provider.redirect()).map_err(refused)?;
        Bare::from_provider_metadata($metadata, ClientId::new(settings.client_id.clone()), secret)
            .set_redirect_uri(redirect)
    }};
}

impl Provider {
    /// A client with these settings. Nothing is asked of the provider yet.
    pub fn new(settings: ProviderSettings) -> Result<Self, IdentityError> {
        // Following redirects would let a provider send our requests anywhere.
        let http = reqwest::ClientBuilder::new()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(TIMEOUT)
            .build()
            .map_err(|error| unreachable(&error))?;
        Ok(Self { settings, http, metadata: Mutex::new(None) })
    }

    fn redirect(&self) -> String {
        format!("{}/sign-in/provider/return", self.settings.public_url.trim_end_matches('/'))
    }

    async fn metadata(&self, fresh: bool) -> Result<ProviderMetadataWithLogout, IdentityError> {
        let mut known = self.metadata.lock().await;
        if let Some(metadata) = known.as_ref().filter(|_| !fresh) {
            return Ok(metadata.clone());
        }
        let issuer = IssuerUrl::new(self.settings.issuer.clone()).map_err(refused)?;
        let found = ProviderMetadataWithLogout::discover_async(issuer, &self.http).await;
        let found = found.map_err(|error| unreachable(&error))?;
        *known = Some(found.clone());
        Ok(found)
    }

    /// The address at the provider to which a browser is sent, and what has to be remembered.
    pub async fn begin(&self) -> Result<(String, UnderWay), IdentityError> {
        let client = client!(self, self.metadata(false).await?);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (address, state, nonce) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scope(Scope::new("email".to_owned()))
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        let under_way = UnderWay {
            state: state.secret().clone(),
            nonce: nonce.secret().clone(),
            verifier: verifier.secret().clone(),
        };
        Ok((address.to_string(), under_way))
    }

    /// Exchanges the code that the provider sent back, and checks everything about the token.
    pub async fn finish(&self, code: &str, known: UnderWay) -> Result<Claims, IdentityError> {
        let client = client!(self, self.metadata(false).await?);
        let code = AuthorizationCode::new(code.to_owned());
        let request = client.exchange_code(code).map_err(refused)?;
        let request = request.set_pkce_verifier(PkceCodeVerifier::new(known.verifier));
        let response = request.request_async(&self.http).await.map_err(|error| match error {
            openidconnect::RequestTokenError::ServerResponse(said) => refused(said),
            openidconnect::RequestTokenError::Request(error) => unreachable(&error),
            openidconnect::RequestTokenError::Parse(..)
            | openidconnect::RequestTokenError::Other(_) => refused("its answer cannot be read"),
        })?;
        let token = response.id_token().ok_or_else(|| refused("it sent no identity"))?;
        let nonce = Nonce::new(known.nonce);
        let claims = match token.claims(&client.id_token_verifier(), &nonce) {
            Ok(claims) => claims.clone(),
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => {
                // The provider has new keys: ask for them once, and check again.
                let client = client!(self, self.metadata(true).await?);
                token.claims(&client.id_token_verifier(), &nonce).map_err(refused)?.clone()
            }
            Err(error) => return Err(refused(error)),
        };
        let email = claims.email().filter(|_| claims.email_verified() == Some(true));
        Ok(Claims {
            issuer: claims.issuer().to_string(),
            subject: claims.subject().to_string(),
            email: email.map(|email| email.to_lowercase()),
            roles: self.roles(claims.additional_claims()),
            id_token: token.to_string(),
        })
    }

    /// The roles that the groups of a person give.
    fn roles(&self, others: &Others) -> Option<BTreeSet<String>> {
        let claim = self.settings.groups_claim.as_ref()?;
        let groups = match others.0.get(claim) {
            Some(Value::Array(groups)) => groups.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(group)) => vec![group.as_str()],
            Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => {
                Vec::new()
            }
        };
        let named = groups.into_iter().filter_map(|group| group.strip_prefix(GROUP_PREFIX));
        Some(named.map(str::to_owned).collect())
    }

    /// The address at which a person is signed out at the provider too, if it has one.
    pub async fn sign_out_address(&self, id_token: &str) -> Option<String> {
        let metadata = self.metadata(false).await.ok()?;
        let endpoint = metadata.additional_metadata().end_session_endpoint.clone()?;
        let back = format!("{}/", self.settings.public_url.trim_end_matches('/'));
        let mut address = LogoutRequest::from(endpoint)
            .set_client_id(ClientId::new(self.settings.client_id.clone()))
            .set_post_logout_redirect_uri(PostLogoutRedirectUrl::new(back).ok()?)
            .http_get_url();
        address.query_pairs_mut().append_pair("id_token_hint", id_token);
        Some(address.to_string())
    }
}
