import { Component } from '@angular/core';

@Component({ selector: 'app-home-page', template: '<h1>My health</h1>' })
export class HomePage {}
