import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { FetchToken, LinkTokenAnswer } from 'junction-connect';
import { firstValueFrom, fromEvent, takeUntil } from 'rxjs';

@Injectable({ providedIn: 'root' })
export class LinkTokens {
  readonly #http = inject(HttpClient);

  /**
   * Requests a token from this app's own backend, with its interceptors. `signal` ends the request when the person
   * leaves, or when it takes too long.
   */
  readonly fetchToken: FetchToken = (request, { signal }) => {
    const answer = this.#http.post<LinkTokenAnswer>('/api/link-token', request);
    return firstValueFrom(answer.pipe(takeUntil(fromEvent(signal, 'abort'))));
  };
}
