import type { HttpInterceptorFn } from '@angular/common/http';
import { inject, Injectable, signal } from '@angular/core';

/** The session of the person who is signed in. Replace it by your own sign-in. */
@Injectable({ providedIn: 'root' })
export class Session {
  readonly accessToken = signal<string | null>('the-access-token');

  signIn(): void {
    this.accessToken.set('the-access-token');
  }

  signOut(): void {
    this.accessToken.set(null);
  }
}

// #region interceptor
/** Adds the access token to the requests to this app's own backend, and to no others. */
export const authorize: HttpInterceptorFn = (request, next) => {
  const token = inject(Session).accessToken();
  if (!token || !request.url.startsWith('/api/')) return next(request);
  return next(request.clone({ setHeaders: { Authorization: `Bearer ${token}` } }));
};
// #endregion interceptor
