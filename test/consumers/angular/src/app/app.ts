import { Component, inject } from '@angular/core';
import { RouterLink, RouterOutlet } from '@angular/router';
import { Notice } from './notice';

@Component({
  selector: 'app-root',
  imports: [RouterLink, RouterOutlet],
  template: `
    <nav>
      <a routerLink="/">Home</a>
      <a routerLink="/devices">Devices</a>
      <a routerLink="/connections">Connections</a>
    </nav>
    <p class="notice" role="status">{{ notice.text() }}</p>
    <router-outlet />
  `,
})
export class App {
  protected readonly notice = inject(Notice);
}
