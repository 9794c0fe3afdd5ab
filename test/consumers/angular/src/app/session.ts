import type { HttpInterceptorFn } from '@angular/common/http';
import { inject, Injectable, signal } from '@angular/core';

/** Whoever is signed in; your sign-in takes the place of this. */
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
/** Tells this app's own backend who asks, and nobody else. */
export const authorize: HttpInterceptorFn = (request, next) => {
  const token = inject(Session).accessToken();
  if (!token || !request.url.startsWith('/api/')) return next(request);
  return next(request.clone({ setHeaders: { Authorization: `Bearer ${token}` } }));
};
// #endregion interceptor
